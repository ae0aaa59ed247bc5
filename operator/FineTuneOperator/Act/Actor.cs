using FineTuneOperator.Api;
using FineTuneOperator.Core;
using FineTuneOperator.Telemetry;
using KubeOps.Abstractions.Events;

namespace FineTuneOperator.Act;

/// <summary>Carries a decision out: objects first, the status once and last, events only after it.</summary>
internal sealed class Actor(Children children, StatusWriter statuses, EventPublisher events, OperatorMetrics metrics)
{
    private static readonly TimeSpan WhileNameIsTaken = TimeSpan.FromSeconds(2);

    /// <summary>When to look again; null when something will happen by itself.</summary>
    public async Task<TimeSpan?> ActAsync(FineTuneJob job, Decision decision, CancellationToken cancellationToken)
    {
        foreach (JobAction action in decision.Actions)
        {
            // An older job of the same name is still being collected: nothing is written until its objects are gone.
            if (!await DoAsync(job, action, cancellationToken)) return WhileNameIsTaken;
            if (action is DeleteJob) return null;
        }

        if (decision.Status is not { } status) return decision.RequeueAfter;
        if (!await statuses.WriteAsync(job, status, cancellationToken)) return decision.RequeueAfter;
        metrics.Observe(job, status);
        foreach (JobEvent one in decision.Events)
            await events(job, one.Reason, one.Message, one.IsWarning ? EventType.Warning : EventType.Normal, cancellationToken);
        return decision.RequeueAfter;
    }

    private Task<bool> DoAsync(FineTuneJob job, JobAction action, CancellationToken cancellationToken) => action switch
    {
        StartAttempt start => children.ApplyAsync(DesiredState.Of(start.Plan), job.Metadata.Uid, cancellationToken),
        DeleteChild delete => children.DeleteAsync(delete.Name, job, cancellationToken),
        DeleteJob => children.DeleteJobAsync(job, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "no such action"),
    };
}
