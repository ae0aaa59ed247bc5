using k8s;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation.Queue;
using KubeOps.Operator.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KubeOps.Operator.Queue;

/// <summary>Makes the delegate through which anybody enqueues an entity.</summary>
internal static class EntityQueues
{
    public static EntityQueue<TEntity> Create<TEntity>(IServiceProvider services)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        (entity, type, source, queueIn, retryCount, cancellationToken) =>
            Find<TEntity>(services).Enqueue(entity, type, source, queueIn, retryCount, cancellationToken);

    private static TimedEntityQueue<TEntity> Find<TEntity>(IServiceProvider services)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        if (Active<TEntity>(services) is { } active) return active;
        ControllerPipeline<TEntity>[] pipelines = [.. services.GetServices<ControllerPipeline<TEntity>>()];
        return pipelines switch
        {
            [var only] => only.Queue(services),
            [] => throw new InvalidOperationException($"No controller is registered for {typeof(TEntity).Name}."),
            _ => throw new InvalidOperationException(
                $"Several controllers are registered for {typeof(TEntity).Name}: outside of a reconciliation its queue is ambiguous."),
        };
    }

    private static TimedEntityQueue<TEntity>? Active<TEntity>(IServiceProvider services)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return services.GetService<ActiveQueue<TEntity>>()?.Current;
        }
        catch (InvalidOperationException)
        {
            // The root provider validates scopes: no reconciliation is running here.
            return null;
        }
    }
}
