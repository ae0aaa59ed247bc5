using System.Net;
using FineTuneOperator.Api;
using FineTuneOperator.Observe;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace FineTuneOperator.Act;

/// <summary>Creates and deletes a job's objects; server-side apply, so that applying twice changes nothing.</summary>
internal sealed partial class Children(IKubernetesClient client, ILogger<Children> logger)
{
    /// <summary>The name under which the operator's fields are managed.</summary>
    public const string FieldManager = "finetune-operator";

    /// <summary>Applies objects in order; false when one of their names belongs to somebody else.</summary>
    public async Task<bool> ApplyAsync(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects, string owner, CancellationToken cancellationToken)
    {
        foreach (IKubernetesObject<V1ObjectMeta> entity in objects)
        {
            bool applied = entity switch
            {
                V1ControllerRevision revision => await ApplyAsync(revision, owner, cancellationToken),
                V1ConfigMap map => await ApplyAsync(map, owner, cancellationToken),
                V1NetworkPolicy policy => await ApplyAsync(policy, owner, cancellationToken),
                V1Job job => await ApplyAsync(job, owner, cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(objects), entity.Kind, "no such child"),
            };
            if (!applied) return false;
        }

        return true;
    }

    /// <summary>Deletes a child Job of this job; its pod is told to stop and gets its grace period.</summary>
    public async Task<bool> DeleteAsync(string name, FineTuneJob job, CancellationToken cancellationToken)
    {
        V1Job? child = await client.GetAsync<V1Job>(name, job.Metadata.NamespaceProperty, cancellationToken);
        if (child is null || !Ownership.IsOwnedBy(child, job.Metadata.Uid)) return true;
        var body = new V1DeleteOptions { PropagationPolicy = "Background", Preconditions = new V1Preconditions { Uid = child.Metadata.Uid } };
        await GoneIsFineAsync(() => client.ApiClient.BatchV1.DeleteNamespacedJobAsync(name, job.Metadata.NamespaceProperty, body, cancellationToken: cancellationToken));
        Log.Deleted(logger, name, job.Metadata.NamespaceProperty);
        return true;
    }

    /// <summary>Deletes the job itself.</summary>
    public async Task<bool> DeleteJobAsync(FineTuneJob job, CancellationToken cancellationToken)
    {
        await client.DeleteAsync<FineTuneJob>(job.Metadata.Name, job.Metadata.NamespaceProperty, cancellationToken);
        return true;
    }

    private async Task<bool> ApplyAsync<T>(T entity, string owner, CancellationToken cancellationToken)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        string name = entity.Metadata.Name, space = entity.Metadata.NamespaceProperty;
        T? existing = await client.GetAsync<T>(name, space, cancellationToken);
        if (existing is not null && (!Ownership.IsOwnedBy(existing, owner) || existing.Metadata.DeletionTimestamp is not null))
        {
            Log.NameIsTaken(logger, entity.Kind, name, space);
            return false;
        }

        // Immutable objects that are ours already hold what they must.
        if (existing is V1ControllerRevision or V1ConfigMap or V1Job) return true;
        var patch = new V1Patch(entity, V1Patch.PatchType.ApplyPatch);
        await client.PatchAsync<T>(patch, name, space, fieldManager: FieldManager, force: true, cancellationToken: cancellationToken);
        Log.Applied(logger, entity.Kind, name, space);
        return true;
    }

    private static async Task GoneIsFineAsync(Func<Task> delete)
    {
        try
        {
            await delete();
        }
        catch (HttpOperationException e) when (e.Response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Gone, or replaced by another of that name: either way it is not there any more.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Applied {Kind} {Namespace}/{Name}.")]
        public static partial void Applied(ILogger logger, string kind, string name, string @namespace);

        [LoggerMessage(2, LogLevel.Information, "Deleted Job {Namespace}/{Name}.")]
        public static partial void Deleted(ILogger logger, string name, string @namespace);

        [LoggerMessage(3, LogLevel.Warning, "{Kind} {Namespace}/{Name} belongs to somebody else; waiting until it is gone.")]
        public static partial void NameIsTaken(ILogger logger, string kind, string name, string @namespace);
    }
}
