using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>An attempt that gives no sign of life is replaced: the first time uncounted, then counted.</summary>
internal static class Stalled
{
    public static Decision? Decide(JobFacts facts)
    {
        if (facts.Current is not { IsLive: true } child || Left(facts) is not { } left || left > TimeSpan.Zero) return null;
        bool first = facts.Status.Restarts is not { Stalled: > 0 };
        var failure = new FailureStatus
        {
            Class = first ? FailureClasses.PodLost : Reasons.StallDetected,
            Message = $"no sign of life for {facts.Job.Spec.ProgressDeadlineSeconds} s",
            Retryable = true,
            Step = facts.Status.Progress?.Step,
            Pod = facts.CurrentPod?.Name,
            Node = facts.CurrentPod?.Node,
        };
        Decision decision = Restarts.After(facts, child.Epoch, failure, nameof(Stalled), Reasons.StallDetected);
        FineTuneJobStatus status = decision.Status!;
        return decision with
        {
            Actions = [new DeleteChild(child.Name)],
            Status = status with { Restarts = status.Restarts! with { Stalled = status.Restarts.Stalled + 1, LastClass = Reasons.StallDetected }, Failure = status.Failure! with { Class = Reasons.StallDetected } },
        };
    }

    /// <summary>How long the running pod may still be silent; null when nobody watches or it does not run.</summary>
    public static TimeSpan? Left(JobFacts facts)
    {
        if (facts.Job.Spec.ProgressDeadlineSeconds is not { } limit || facts.CurrentPod is not { StartedAt: { } started, IsOver: false, Epoch: var epoch }) return null;
        DateTimeOffset heartbeat = facts.Status.Progress is { LastHeartbeatTime: { } time } progress && progress.ObservedEpoch == epoch ? time : started;
        return (heartbeat > started ? heartbeat : started).AddSeconds(limit) - facts.Now;
    }
}
