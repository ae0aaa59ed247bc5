using System.Diagnostics;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Metrics;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Queue;

/// <summary>Takes entities from the queue and has them reconciled, each from its current state on the API server.</summary>
internal sealed class QueueConsumer<TEntity>(
    ActivitySource activities,
    IKubernetesClient client,
    ParallelReconciliationSettings settings,
    TimedEntityQueue<TEntity> queue,
    IReconciler<TEntity> reconciler,
    EntityLocks<TEntity> locks,
    OperatorMetrics? metrics,
    ILogger logger)
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private static readonly string TypeName = typeof(TEntity).Name;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                await locks.AcquireSlotAsync(cancellationToken);
                running.RemoveAll(task => task.IsCompleted);
                running.Add(ProcessInSlotAsync(await NextAsync(cancellationToken), cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What runs is canceled with the same token; it is only waited for.
        }

        await Task.WhenAll(running);
    }

    private async Task<QueueEntry<TEntity>> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await queue.DequeueAsync(cancellationToken);
        }
        catch
        {
            locks.ReleaseSlot();
            throw;
        }
    }

    private async Task ProcessInSlotAsync(QueueEntry<TEntity> entry, CancellationToken cancellationToken)
    {
        // Leave the loop's stack, so that it takes the next entity at once.
        await Task.Yield();
        try
        {
            await ProcessAsync(entry, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The operator stops, or another process leads.
        }
        catch (Exception e)
        {
            QueueLog.Failed(logger, e, entry.ReconciliationType, entry.Entity.Describe());
            await RetryAsync(entry, cancellationToken);
        }
        finally
        {
            locks.ReleaseSlot();
        }
    }

    private async Task ProcessAsync(QueueEntry<TEntity> entry, CancellationToken cancellationToken)
    {
        using Activity? activity = activities.StartActivity($"Processing queued {entry.ReconciliationType}", ActivityKind.Consumer);
        using IDisposable? held = await locks.AcquireAsync(entry.Entity, settings.ConflictStrategy, cancellationToken);
        if (held is null)
        {
            await YieldAsync(entry, cancellationToken);
            return;
        }

        long started = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            ReconciliationResult<TEntity> result = await ReconcileAsync(entry, cancellationToken);
            if (!result.IsSuccess)
            {
                error = result.Error?.GetType().FullName ?? "_OTHER";
                QueueLog.Unsuccessful(logger, result.Error, entry.Entity.Describe(), result.ErrorMessage);
            }
        }
        catch (Exception e)
        {
            error = e.GetType().FullName;
            throw;
        }
        finally
        {
            metrics?.RecordReconciliation(
                TypeName, MetricWords.Of(entry.ReconciliationType), error is null ? "success" : "failure",
                Stopwatch.GetElapsedTime(started).TotalSeconds, error);
        }
    }

    private async Task<ReconciliationResult<TEntity>> ReconcileAsync(QueueEntry<TEntity> entry, CancellationToken cancellationToken)
    {
        TEntity? entity = entry.ReconciliationType == ReconciliationType.Deleted
            ? entry.Entity
            : await client.GetAsync<TEntity>(entry.Entity.Name(), entry.Entity.Namespace(), cancellationToken);
        if (entity is null) return ReconciliationResult<TEntity>.Failure(entry.Entity, "Entity was not found.");
        return await reconciler.Reconcile(
            ReconciliationContext<TEntity>.CreateFor(entity, entry.ReconciliationType, entry.ReconciliationTriggerSource),
            cancellationToken);
    }

    private async Task YieldAsync(QueueEntry<TEntity> entry, CancellationToken cancellationToken)
    {
        if (settings.ConflictStrategy == ParallelReconciliationConflictStrategy.Discard)
        {
            metrics?.RecordDiscard(TypeName);
            return;
        }

        if (await EnqueueAsync(entry, settings.GetEffectiveRequeueDelay(), entry.RetryCount, cancellationToken))
            metrics?.RecordRequeue(TypeName, "conflict");
    }

    private async Task RetryAsync(QueueEntry<TEntity> entry, CancellationToken cancellationToken)
    {
        int retry = entry.RetryCount + 1;
        if (retry > settings.MaxErrorRetries)
        {
            QueueLog.GivenUp(logger, entry.Entity.Describe(), settings.MaxErrorRetries);
            return;
        }

        if (cancellationToken.IsCancellationRequested) return;
        if (await EnqueueAsync(entry, settings.GetErrorBackoffDelay(retry), retry, cancellationToken))
            metrics?.RecordRequeue(TypeName, "error_retry");
    }

    private Task<bool> EnqueueAsync(QueueEntry<TEntity> entry, TimeSpan delay, int retryCount, CancellationToken cancellationToken) =>
        queue.Enqueue(entry.Entity, entry.ReconciliationType, entry.ReconciliationTriggerSource, delay, retryCount, cancellationToken);
}
