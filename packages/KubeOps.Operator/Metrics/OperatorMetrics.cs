using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KubeOps.Operator.Metrics;

/// <summary>The operator's instruments, in the meter that bears its name.</summary>
public sealed class OperatorMetrics
{
    private const string EntityType = "entity.type";

    private readonly ConcurrentDictionary<string, (Func<int> Scheduled, Func<int> Ready)> _depths = new();
    private readonly Counter<long> _enqueued;
    private readonly Counter<long> _requeued;
    private readonly Counter<long> _discarded;
    private readonly Counter<long> _reconciliations;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _events;
    private readonly Counter<long> _reconnections;

    public OperatorMetrics(IMeterFactory meterFactory, string meterName)
    {
        ArgumentNullException.ThrowIfNull(meterFactory);
        Meter meter = meterFactory.Create(new MeterOptions(meterName));
        meter.CreateObservableGauge("operator.queue.depth", Depths, "{items}", "Entities in the queue, by state.");
        _enqueued = meter.CreateCounter<long>("operator.queue.enqueued", "{items}", "Entities enqueued for reconciliation.");
        _requeued = meter.CreateCounter<long>("operator.queue.requeued", "{items}", "Entities queued again, by reason.");
        _discarded = meter.CreateCounter<long>("operator.queue.discarded", "{items}", "Requests discarded because of a conflict.");
        _reconciliations = meter.CreateCounter<long>("operator.reconciliation", "{reconciliations}", "Reconciliations run.");
        _durations = meter.CreateHistogram(
            "operator.reconciliation.duration", "s", "How long a reconciliation took, fetching the entity included.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
        _events = meter.CreateCounter<long>("operator.watcher.events", "{events}", "Watch events received.");
        _reconnections = meter.CreateCounter<long>("operator.watcher.reconnections", "{reconnections}", "Watches opened again after an error.");
    }

    public void RecordEnqueue(string entityType, string triggerSource) =>
        _enqueued.Add(1, new TagList { { EntityType, entityType }, { "trigger.source", triggerSource } });

    public void RecordRequeue(string entityType, string reason) =>
        _requeued.Add(1, new TagList { { EntityType, entityType }, { "requeue.reason", reason } });

    public void RecordDiscard(string entityType) => _discarded.Add(1, new TagList { { EntityType, entityType } });

    public void RecordReconciliation(
        string entityType, string reconciliationType, string status, double durationSeconds, string? errorType = null)
    {
        TagList tags = new() { { EntityType, entityType }, { "reconciliation.type", reconciliationType }, { "status", status } };
        if (errorType is not null) tags.Add("error.type", errorType);
        _reconciliations.Add(1, tags);
        _durations.Record(durationSeconds, tags);
    }

    public void RecordWatchEvent(string entityType, string eventType) =>
        _events.Add(1, new TagList { { EntityType, entityType }, { "event.type", eventType } });

    public void RecordWatcherReconnection(string entityType) => _reconnections.Add(1, new TagList { { EntityType, entityType } });

    public void RegisterQueueDepthGauge(string entityType, Func<int> scheduledDepth, Func<int> readyDepth) =>
        _depths[entityType] = (scheduledDepth, readyDepth);

    private IEnumerable<Measurement<int>> Depths() => _depths.SelectMany(depth => new[]
    {
        new Measurement<int>(depth.Value.Scheduled(), new TagList { { EntityType, depth.Key }, { "state", "scheduled" } }),
        new Measurement<int>(depth.Value.Ready(), new TagList { { EntityType, depth.Key }, { "state", "ready" } }),
    });
}
