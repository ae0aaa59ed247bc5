using k8s;
using k8s.Autorest;
using k8s.Models;

namespace KubeOps.KubernetesClient;

/// <summary>Opens watches.</summary>
internal static class WatchResponse
{
    public static WatchResponse<TEntity> Open<TEntity>(
        ICustomObjectsOperations objects, string? space, WatchOptions options, CancellationToken cancellationToken)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var at = Resource.Of<TEntity>();
        return new(space is null
            ? objects.ListClusterCustomObjectWithHttpMessagesAsync(
                at.Group, at.Version, at.Plural,
                allowWatchBookmarks: options.AllowBookmarks, fieldSelector: options.FieldSelector, labelSelector: options.LabelSelector,
                resourceVersion: options.ResourceVersion, timeoutSeconds: options.TimeoutSeconds, watch: true,
                cancellationToken: cancellationToken)
            : objects.ListNamespacedCustomObjectWithHttpMessagesAsync(
                at.Group, at.Version, space, at.Plural,
                allowWatchBookmarks: options.AllowBookmarks, fieldSelector: options.FieldSelector, labelSelector: options.LabelSelector,
                resourceVersion: options.ResourceVersion, timeoutSeconds: options.TimeoutSeconds, watch: true,
                cancellationToken: cancellationToken));
    }
}

/// <summary>The answer to a watch request, read as events.</summary>
internal sealed record WatchResponse<TEntity>(Task<HttpOperationResponse<object>> Response)
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    // The successors of these two exist only for built-in types.
#pragma warning disable CS0618
    public Watcher<TEntity> ToWatcher(Action<WatchEventType, TEntity> onEvent, Action<Exception>? onError, Action? onClose) =>
        Response.Watch(onEvent, onError, onClose);

    public IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> ReadAsync(CancellationToken cancellationToken) =>
        Response.WatchAsync<TEntity, object>(Throw, cancellationToken);
#pragma warning restore CS0618

    private static void Throw(Exception e) => throw e;
}
