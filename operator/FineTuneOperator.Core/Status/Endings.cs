using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>The statuses that a run never leaves again.</summary>
internal static class Endings
{
    /// <summary>Failed for good.</summary>
    public static FineTuneJobStatus Failed(JobFacts facts, string reason, FailureStatus failure)
    {
        string message = failure.Hint is { Length: > 0 } hint ? $"{failure.Message} {hint}" : failure.Message;
        return StatusDraft.Of(facts).Closed(facts).With(facts,
            new(ConditionTypes.Succeeded, false, reason, message),
            new(ConditionTypes.Failed, true, reason, message),
            new(ConditionTypes.Training, false, reason),
            new(ConditionTypes.Suspended, false, reason),
            new(ConditionTypes.Reconciling, false, reason),
            new(ConditionTypes.Stalled, true, reason, message)) with
        {
            State = RunStates.Failed,
            CompletionTime = facts.Status.CompletionTime ?? facts.Now.UtcDateTime,
            Failure = failure,
        };
    }

    /// <summary>Reached its end well.</summary>
    public static FineTuneJobStatus Succeeded(JobFacts facts, string reason, string message) =>
        StatusDraft.Of(facts).Closed(facts).With(facts,
            new(ConditionTypes.Succeeded, true, reason, message),
            new(ConditionTypes.Failed, false, reason),
            new(ConditionTypes.Accepted, true, Reasons.Accepted),
            new(ConditionTypes.QuotaAdmitted, true, Reasons.Admitted),
            new(ConditionTypes.InputsReady, true, reason),
            new(ConditionTypes.Training, false, reason),
            new(ConditionTypes.Suspended, false, reason),
            new(ConditionTypes.Reconciling, false, reason),
            new(ConditionTypes.Stalled, false, reason)) with
        {
            State = RunStates.Succeeded,
            CompletionTime = facts.Status.CompletionTime ?? facts.Now.UtcDateTime,
            Failure = null,
        };
}
