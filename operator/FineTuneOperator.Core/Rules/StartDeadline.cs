using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>A run that never got to run in time ends.</summary>
internal static class StartDeadline
{
    public static Decision? Decide(JobFacts facts)
    {
        if (facts.Job.Spec.StartDeadlineSeconds is not { } limit || HasStarted(facts) || Left(facts, limit) > TimeSpan.Zero) return null;
        var failure = new FailureStatus
        {
            Class = Reasons.StartDeadlineExceeded,
            Message = $"no pod was running {limit} s after the job was created",
            Hint = facts.CurrentPod?.WaitingMessage is { Length: > 0 } waiting ? $"It was waiting: {waiting}" : "Look at the conditions Accepted and QuotaAdmitted.",
        };
        return new Decision
        {
            Rule = nameof(StartDeadline),
            Status = Endings.Failed(facts, Reasons.StartDeadlineExceeded, failure),
            Actions = [.. facts.Children.Where(child => child.IsLive).Select(child => new DeleteChild(child.Name))],
            Events = [new JobEvent(Reasons.StartDeadlineExceeded, failure.Message, IsWarning: true)],
        };
    }

    /// <summary>How long the run may still wait; null when it may wait for ever, or has started.</summary>
    public static TimeSpan? Left(JobFacts facts) =>
        facts.Job.Spec.StartDeadlineSeconds is { } limit && !HasStarted(facts) ? Left(facts, limit) : null;

    private static bool HasStarted(JobFacts facts) => facts.Status.StartTime is not null || facts.CurrentPod?.StartedAt is not null;

    private static TimeSpan Left(JobFacts facts, long limit) =>
        (facts.Job.Metadata.CreationTimestamp is { } created ? new DateTimeOffset(created, TimeSpan.Zero) : facts.Now).AddSeconds(limit) - facts.Now;
}
