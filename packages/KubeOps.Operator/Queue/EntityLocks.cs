using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;

namespace KubeOps.Operator.Queue;

/// <summary>Limits how many entities of a type are reconciled at a time, and each of them to one reconciliation.</summary>
internal sealed class EntityLocks<TEntity>(OperatorSettings settings) : IDisposable
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Held> _held = [];
    private readonly SemaphoreSlim _slots = new(settings.ParallelReconciliation.MaxParallelReconciliations);

    public Task AcquireSlotAsync(CancellationToken cancellationToken) => _slots.WaitAsync(cancellationToken);

    public void ReleaseSlot() => _slots.Release();

    /// <summary>Takes the entity's lock; null when another holds it and the strategy does not wait.</summary>
    public async Task<IDisposable?> AcquireAsync(
        TEntity entity, ParallelReconciliationConflictStrategy strategy, CancellationToken cancellationToken)
    {
        string uid = entity.Uid() ?? $"{entity.Namespace()}/{entity.Name()}";
        Held held;
        lock (_lock)
        {
            if (!_held.TryGetValue(uid, out held!)) _held[uid] = held = new();
            held.Users++;
        }

        bool acquired = false;
        try
        {
            TimeSpan patience = strategy == ParallelReconciliationConflictStrategy.WaitForCompletion ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
            acquired = await held.Semaphore.WaitAsync(patience, cancellationToken);
        }
        finally
        {
            if (!acquired) Forget(uid, held);
        }

        return acquired ? new Release(this, uid, held) : null;
    }

    public void Dispose() => _slots.Dispose();

    private void Forget(string uid, Held held)
    {
        lock (_lock) if (--held.Users == 0) _held.Remove(uid);
    }

    private sealed class Held
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Release(EntityLocks<TEntity> owner, string uid, Held held) : IDisposable
    {
        public void Dispose()
        {
            held.Semaphore.Release();
            owner.Forget(uid, held);
        }
    }
}
