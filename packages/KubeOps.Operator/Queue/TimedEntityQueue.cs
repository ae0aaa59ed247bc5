using k8s;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Operator.Metrics;

namespace KubeOps.Operator.Queue;

/// <summary>Holds each entity at most once, until its time comes; the earliest time asked for wins, with the newest content.</summary>
internal sealed class TimedEntityQueue<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly OperatorMetrics? _metrics;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (QueueEntry<TEntity> Entry, DateTimeOffset Due)> _entries = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _suspended;

    public TimedEntityQueue(OperatorMetrics? metrics)
    {
        _metrics = metrics;
        metrics?.RegisterQueueDepthGauge(typeof(TEntity).Name, () => Count(due: false), () => Count(due: true));
    }

    /// <summary>Schedules an entity; false when the queue takes nothing.</summary>
    public Task<bool> Enqueue(
        TEntity entity,
        ReconciliationType type,
        ReconciliationTriggerSource reconciliationTriggerSource,
        TimeSpan queueIn,
        int retryCount,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string key = KeyOf(entity);
        DateTimeOffset due = DateTimeOffset.UtcNow + queueIn;
        lock (_lock)
        {
            if (_suspended) return Task.FromResult(false);
            if (_entries.TryGetValue(key, out var waiting) && waiting.Due < due) due = waiting.Due;
            _entries[key] = (new(entity, type, reconciliationTriggerSource, retryCount), due);
            Signal();
        }

        _metrics?.RecordEnqueue(typeof(TEntity).Name, MetricWords.Of(reconciliationTriggerSource));
        return Task.FromResult(true);
    }

    /// <summary>Waits for the next entity whose time has come and takes it.</summary>
    public async Task<QueueEntry<TEntity>> DequeueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            TimeSpan wait = Timeout.InfiniteTimeSpan;
            lock (_lock)
            {
                changed = _changed.Task;
                if (_entries.Count > 0)
                {
                    (string key, (QueueEntry<TEntity> entry, DateTimeOffset due)) = _entries.MinBy(candidate => candidate.Value.Due);
                    wait = due - DateTimeOffset.UtcNow;
                    if (wait <= TimeSpan.Zero)
                    {
                        _entries.Remove(key);
                        return entry;
                    }
                }
            }

            await WaitAsync(changed, wait, cancellationToken);
        }
    }

    public void Suspend()
    {
        lock (_lock) _suspended = true;
    }

    public void Resume()
    {
        lock (_lock) _suspended = false;
    }

    public void Clear()
    {
        lock (_lock) _entries.Clear();
    }

    private static string KeyOf(TEntity entity)
    {
        if (string.IsNullOrWhiteSpace(entity.Name())) throw new InvalidOperationException("Cannot enqueue entities without name.");
        return string.IsNullOrWhiteSpace(entity.Uid()) ? $"{entity.Namespace()}/{entity.Name()}".TrimStart('/') : entity.Uid();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task WaitAsync(Task changed, TimeSpan wait, CancellationToken cancellationToken)
    {
        // A timer takes at most 49 days.
        TimeSpan bounded = wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait;
        try
        {
            await changed.WaitAsync(bounded, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The next entity is due.
        }
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private int Count(bool due)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        lock (_lock) return _entries.Values.Count(entry => entry.Due <= now == due);
    }
}
