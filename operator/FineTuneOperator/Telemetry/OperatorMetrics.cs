using System.Collections.Concurrent;
using FineTuneOperator.Api;
using FineTuneOperator.Core;
using Prometheus;

namespace FineTuneOperator.Telemetry;

/// <summary>The operator's own figures; labels are bounded, no counter carries a job's name.</summary>
internal sealed class OperatorMetrics
{
    private readonly ConcurrentDictionary<string, string> _states = new();
    private readonly Gauge _jobs;
    private readonly Counter _reconciles;
    private readonly Counter _failures;
    private readonly Counter _restarts;
    private readonly Counter _writes;
    private readonly Counter _reports;

    public OperatorMetrics(CollectorRegistry registry)
    {
        MetricFactory factory = Metrics.WithCustomRegistry(registry);
        _jobs = factory.CreateGauge("finetune_jobs", "FineTuneJobs by state.", "state");
        _reconciles = factory.CreateCounter("finetune_reconciles_total", "Reconciles by the rule that decided.", "rule");
        _failures = factory.CreateCounter("finetune_failures_total", "Runs that failed for good, by class.", "class");
        _restarts = factory.CreateCounter("finetune_restarts_total", "Attempts that failed and were replaced, by class.", "class", "counted");
        _writes = factory.CreateCounter("finetune_status_writes_total", "Statuses written.");
        _reports = factory.CreateCounter("finetune_progress_requests_total", "Progress reports by the status code of the answer.", "code");
    }

    public void Reconciled(string rule) => _reconciles.WithLabels(rule).Inc();

    public void StatusWritten() => _writes.Inc();

    public void Reported(int code) => _reports.WithLabels($"{code}").Inc();

    /// <summary>A status that was just written in place of another.</summary>
    public void Observe(FineTuneJob job, FineTuneJobStatus status)
    {
        Move(job.Metadata.Uid, status.State);
        RestartCounts before = job.Status?.Restarts ?? new(), after = status.Restarts ?? new();
        if (after.Counted > before.Counted) _restarts.WithLabels(after.LastClass ?? "", "true").Inc();
        if (after.Uncounted > before.Uncounted) _restarts.WithLabels(after.LastClass ?? "", "false").Inc();
        if (status.State == RunStates.Failed && job.Status?.State != RunStates.Failed) _failures.WithLabels(status.Failure?.Class ?? "").Inc();
    }

    /// <summary>A job as it was found.</summary>
    public void Found(FineTuneJob job) => Move(job.Metadata.Uid, job.Status?.State);

    /// <summary>A job that is gone.</summary>
    public void Forget(FineTuneJob job) => Move(job.Metadata.Uid, null);

    private void Move(string uid, string? state)
    {
        string? old = _states.GetValueOrDefault(uid);
        if (old == state) return;
        if (old is not null) _jobs.WithLabels(old).Dec();
        if (state is null)
        {
            _states.TryRemove(uid, out _);
            return;
        }

        _states[uid] = state;
        _jobs.WithLabels(state).Inc();
    }
}
