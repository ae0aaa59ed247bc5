using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Notes a failed attempt, once, and decides whether another follows.</summary>
internal static class Restarts
{
    /// <summary>The decision after attempt <paramref name="epoch"/> failed.</summary>
    public static Decision After(JobFacts facts, int epoch, FailureStatus failure, string rule, string reason = Reasons.Restarting)
    {
        RestartCounts old = facts.Status.Restarts ?? new();
        bool counts = failure.Retryable && FailureClasses.Counts(failure);
        RestartCounts next = old with
        {
            Counted = old.Counted + (counts ? 1 : 0),
            Uncounted = old.Uncounted + (failure.Retryable && !counts ? 1 : 0),
            LastClass = failure.Class,
            LastEpoch = epoch,
        };
        int limit = facts.Job.Spec.FailurePolicy?.BackoffLimit ?? Defaults.BackoffLimit;
        string? final = failure.Retryable switch
        {
            false => failure.Class,
            true when next.Counted > limit => Reasons.BackoffLimitExceeded,
            true when next.Uncounted > Defaults.MaxUncountedRestarts => Reasons.TooManyRestarts,
            _ => null,
        };
        return final is null ? Again(facts, next, failure, counts, rule, reason) : GiveUp(facts, old with { LastClass = failure.Class, LastEpoch = epoch }, failure, rule, final);
    }

    private static Decision GiveUp(JobFacts facts, RestartCounts counts, FailureStatus failure, string rule, string reason)
    {
        string message = reason == failure.Class ? failure.Message : $"{counts.Counted} restarts did not help: {failure.Message}";
        FineTuneJobStatus status = Endings.Failed(facts, reason, failure with { Message = message }) with { Restarts = counts };
        if (facts.CurrentPod?.Report is { } report) status = status.WithReport(report, counts.LastEpoch).WithCheckpoint(facts, null);
        return new Decision { Rule = rule, Status = status, Events = [new JobEvent(reason, message, IsWarning: true)] };
    }

    private static Decision Again(JobFacts facts, RestartCounts counts, FailureStatus failure, bool counted, string rule, string reason)
    {
        // What the cluster did is not the run's fault: it goes on at once.
        TimeSpan wait = counted ? Waits.BackOff(facts.Operator, counts.Counted) : TimeSpan.FromSeconds(1);
        string message = $"attempt {counts.LastEpoch} failed ({failure.Class}: {failure.Message}); the next starts in {wait.TotalSeconds:0} s";
        FineTuneJobStatus status = StatusDraft.Of(facts).WithCheckpoint(facts, facts.CurrentPod).Closed(facts).With(facts,
            new(ConditionTypes.Succeeded, null, reason, message),
            new(ConditionTypes.Failed, false, reason),
            new(ConditionTypes.Training, false, reason, message)) with
        {
            State = RunStates.Restarting,
            Restarts = counts with { NextStartTime = (facts.Now + wait).UtcDateTime },
            Failure = failure,
        };
        return new Decision { Rule = rule, Status = status, Events = [new JobEvent(reason, message, IsWarning: true)], RequeueAfter = wait };
    }
}
