using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Abstractions.Reconciliation.Finalizer;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Metrics;
using KubeOps.Operator.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Reconciliation;

/// <summary>Hands an entity to its controller or to its finalizer, and queues it again where they ask for it.</summary>
internal sealed partial class Reconciler<TEntity>(
    IServiceProvider services,
    OperatorSettings settings,
    TimedEntityQueue<TEntity> queue,
    IKubernetesClient client,
    Type controllerType,
    OperatorMetrics? metrics,
    ILogger logger)
    : IReconciler<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    public async Task<ReconciliationResult<TEntity>> Reconcile(
        ReconciliationContext<TEntity> reconciliationContext, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActiveQueue<TEntity>>().Current = queue;
        TEntity entity = reconciliationContext.Entity;
        ReconciliationResult<TEntity> result = reconciliationContext.EventType switch
        {
            ReconciliationType.Deleted => await Controller(scope).DeletedAsync(entity, cancellationToken),
            _ when entity.Metadata.DeletionTimestamp is null => await ReconcileAsync(scope, entity, cancellationToken),
            _ when entity.Metadata.Finalizers is { Count: > 0 } => await FinalizeAsync(scope, entity, cancellationToken),
            _ => ReconciliationResult<TEntity>.Success(entity),
        };
        if (result.RequeueAfter is { } delay)
            await RequeueAsync(result.Entity, reconciliationContext.EventType, delay, cancellationToken);
        return result;
    }

    private IEntityController<TEntity> Controller(AsyncServiceScope scope) =>
        (IEntityController<TEntity>)scope.ServiceProvider.GetRequiredService(controllerType);

    private async Task<ReconciliationResult<TEntity>> ReconcileAsync(
        AsyncServiceScope scope, TEntity entity, CancellationToken cancellationToken)
    {
        TEntity current = settings.AutoAttachFinalizers && Attach(scope, entity)
            ? await client.UpdateAsync(entity, cancellationToken)
            : entity;
        return await Controller(scope).ReconcileAsync(current, cancellationToken);
    }

    private static bool Attach(AsyncServiceScope scope, TEntity entity)
    {
        bool added = false;
        foreach (IEntityFinalizer<TEntity> finalizer in scope.ServiceProvider.GetKeyedServices<IEntityFinalizer<TEntity>>(KeyedService.AnyKey))
            added |= entity.AddFinalizer(finalizer.GetIdentifierName(entity));
        return added;
    }

    private async Task<ReconciliationResult<TEntity>> FinalizeAsync(
        AsyncServiceScope scope, TEntity entity, CancellationToken cancellationToken)
    {
        // One at a time: removing it changes the entity, and that brings the next.
        string identifier = entity.Finalizers()[0];
        if (scope.ServiceProvider.GetKeyedService<IEntityFinalizer<TEntity>>(identifier) is not { } finalizer)
        {
            LogForeign(logger, entity.Describe(), identifier);
            return ReconciliationResult<TEntity>.Success(entity);
        }

        ReconciliationResult<TEntity> result = await finalizer.FinalizeAsync(entity, cancellationToken);
        if (!result.IsSuccess) return result;

        TEntity finalized = result.Entity;

        // Not canceled: the work is done, and without this step it would be done again.
        if (settings.AutoDetachFinalizers && finalized.RemoveFinalizer(identifier))
            finalized = await client.UpdateAsync(finalized, CancellationToken.None);
        return ReconciliationResult<TEntity>.Success(finalized, result.RequeueAfter);
    }

    private async Task RequeueAsync(TEntity entity, ReconciliationType type, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (await queue.Enqueue(entity, type, ReconciliationTriggerSource.Operator, delay, retryCount: 0, cancellationToken))
            metrics?.RecordRequeue(typeof(TEntity).Name, "operator_requeue");
    }

    [LoggerMessage(LogLevel.Information, "{Entity} waits for finalizer {Finalizer}, which is not registered here.")]
    private static partial void LogForeign(ILogger logger, string entity, string finalizer);
}
