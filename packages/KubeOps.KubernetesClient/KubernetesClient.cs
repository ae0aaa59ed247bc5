using System.Net;
using System.Runtime.CompilerServices;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.Abstractions.Entities;

namespace KubeOps.KubernetesClient;

/// <summary>Reads and writes entities through the official client; every call goes to the API server.</summary>
public class KubernetesClient : IKubernetesClient
{
    private readonly KubernetesClientConfiguration _configuration;
    private bool _disposed;

    public KubernetesClient()
        : this(KubernetesClientConfiguration.BuildDefaultConfig())
    {
    }

    public KubernetesClient(KubernetesClientConfiguration clientConfig)
        : this(clientConfig, new Kubernetes(clientConfig))
    {
    }

    public KubernetesClient(KubernetesClientConfiguration clientConfig, IKubernetes client)
    {
        _configuration = clientConfig;
        ApiClient = client;
    }

    public IKubernetes ApiClient { get; }

    public Uri BaseUri => ApiClient.BaseUri;

    private ICustomObjectsOperations Objects
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return ApiClient.CustomObjects;
        }
    }

    public static void ClearMetadataCache() => Resource.Forget();

    public Task<string> GetCurrentNamespaceAsync(
        string downwardApiEnvName = "POD_NAMESPACE", CancellationToken cancellationToken = default) =>
        Task.FromResult(GetCurrentNamespace(downwardApiEnvName));

    public string GetCurrentNamespace(string downwardApiEnvName = "POD_NAMESPACE")
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return NamespaceOfProcess.Find(_configuration.Namespace, downwardApiEnvName);
    }

    public async Task<TEntity?> GetAsync<TEntity>(
        string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var at = Resource.Of<TEntity>();
        try
        {
            return await (string.IsNullOrWhiteSpace(@namespace)
                ? Objects.GetClusterCustomObjectAsync<TEntity>(at.Group, at.Version, at.Plural, name, cancellationToken)
                : Objects.GetNamespacedCustomObjectAsync<TEntity>(at.Group, at.Version, @namespace, at.Plural, name, cancellationToken));
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return default;
        }
    }

    public TEntity? Get<TEntity>(string name, string? @namespace = null)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        GetAsync<TEntity>(name, @namespace).GetAwaiter().GetResult();

    public async Task<IList<TEntity>> ListAsync<TEntity>(
        string? @namespace = null, string? labelSelector = null, string? fieldSelector = null, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var at = Resource.Of<TEntity>();
        EntityList<TEntity> list = await (@namespace is null
            ? Objects.ListClusterCustomObjectAsync<EntityList<TEntity>>(
                at.Group, at.Version, at.Plural, labelSelector: labelSelector, fieldSelector: fieldSelector, cancellationToken: cancellationToken)
            : Objects.ListNamespacedCustomObjectAsync<EntityList<TEntity>>(
                at.Group, at.Version, @namespace, at.Plural, labelSelector: labelSelector, fieldSelector: fieldSelector,
                cancellationToken: cancellationToken));
        return list.Items;
    }

    public IList<TEntity> List<TEntity>(string? @namespace = null, string? labelSelector = null, string? fieldSelector = null)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        ListAsync<TEntity>(@namespace, labelSelector, fieldSelector).GetAwaiter().GetResult();

    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var at = Resource.Of<TEntity>();
        return entity.Namespace() is { } space
            ? Objects.CreateNamespacedCustomObjectAsync<TEntity>(
                entity, at.Group, at.Version, space, at.Plural, cancellationToken: cancellationToken)
            : Objects.CreateClusterCustomObjectAsync<TEntity>(entity, at.Group, at.Version, at.Plural, cancellationToken: cancellationToken);
    }

    public Task<TEntity> UpdateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var at = Resource.Of<TEntity>();
        return entity.Namespace() is { } space
            ? Objects.ReplaceNamespacedCustomObjectAsync<TEntity>(
                entity, at.Group, at.Version, space, at.Plural, entity.Name(), cancellationToken: cancellationToken)
            : Objects.ReplaceClusterCustomObjectAsync<TEntity>(
                entity, at.Group, at.Version, at.Plural, entity.Name(), cancellationToken: cancellationToken);
    }

    public Task<TEntity> UpdateStatusAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var at = Resource.Of<TEntity>();
        return entity.Namespace() is { } space
            ? Objects.ReplaceNamespacedCustomObjectStatusAsync<TEntity>(
                entity, at.Group, at.Version, space, at.Plural, entity.Name(), cancellationToken: cancellationToken)
            : Objects.ReplaceClusterCustomObjectStatusAsync<TEntity>(
                entity, at.Group, at.Version, at.Plural, entity.Name(), cancellationToken: cancellationToken);
    }

    public TEntity UpdateStatus<TEntity>(TEntity entity)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        UpdateStatusAsync(entity).GetAwaiter().GetResult();

    public Task<TEntity> PatchAsync<TEntity>(
        V1Patch patch,
        string name,
        string? @namespace = null,
        string? fieldManager = null,
        bool? force = null,
        string? dryRun = null,
        CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var at = Resource.Of<TEntity>();
        return @namespace is null
            ? Objects.PatchClusterCustomObjectAsync<TEntity>(
                patch, at.Group, at.Version, at.Plural, name,
                dryRun: dryRun, fieldManager: fieldManager, force: force, cancellationToken: cancellationToken)
            : Objects.PatchNamespacedCustomObjectAsync<TEntity>(
                patch, at.Group, at.Version, @namespace, at.Plural, name,
                dryRun: dryRun, fieldManager: fieldManager, force: force, cancellationToken: cancellationToken);
    }

    public async Task DeleteAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var at = Resource.Of<TEntity>();
        try
        {
            // The answer is a status or the object itself; neither is looked at.
            await (@namespace is null
                ? Objects.DeleteClusterCustomObjectAsync<object>(at.Group, at.Version, at.Plural, name, cancellationToken: cancellationToken)
                : Objects.DeleteNamespacedCustomObjectAsync<object>(
                    at.Group, at.Version, @namespace, at.Plural, name, cancellationToken: cancellationToken));
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // It is gone already.
        }
    }

    public Watcher<TEntity> Watch<TEntity>(
        Action<WatchEventType, TEntity> onEvent,
        Action<Exception>? onError = null,
        Action? onClose = null,
        string? @namespace = null,
        TimeSpan? timeout = null,
        bool? allowWatchBookmarks = null,
        string? resourceVersion = null,
        string? labelSelector = null,
        string? fieldSelector = null,
        CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        WatchResponse.Open<TEntity>(Objects, @namespace, new(allowWatchBookmarks, resourceVersion, labelSelector, fieldSelector, timeout), cancellationToken)
            .ToWatcher(onEvent, onError, onClose);

    public async IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        string? @namespace = null,
        string? resourceVersion = null,
        string? labelSelector = null,
        string? fieldSelector = null,
        bool? allowWatchBookmarks = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var response = WatchResponse.Open<TEntity>(
            Objects, @namespace, new(allowWatchBookmarks, resourceVersion, labelSelector, fieldSelector, null), cancellationToken);
        await foreach ((WatchEventType type, TEntity entity) in response.ReadAsync(cancellationToken))
            if (entity is not null) yield return (type, entity);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed) return;

        // Set first: a call that comes while the client is being disposed fails at once.
        _disposed = true;
        ApiClient.Dispose();
    }
}
