namespace FineTuneOperator.Core;

/// <summary>A job that cannot go on until somebody else changes something; it is not over, so that Git may apply things in any order.</summary>
internal static class Refusals
{
    public static Decision Of(JobFacts facts, string rule, string reason, string message) => new()
    {
        Rule = rule,
        Status = StatusDraft.Of(facts).With(facts,
            new(ConditionTypes.Accepted, false, reason, message),
            new(ConditionTypes.Succeeded, null, reason, message),
            new(ConditionTypes.Failed, false, reason),
            new(ConditionTypes.Suspended, false, Reasons.Resumed),
            new(ConditionTypes.Reconciling, true, reason, message),
            new(ConditionTypes.Stalled, false, reason)) with
        { State = RunStates.Pending },
        Events = Said(facts, reason) ? [] : [new JobEvent(reason, message, IsWarning: true)],
        RequeueAfter = Waits.Soonest(Waits.WhileRefused, StartDeadline.Left(facts)),
    };

    private static bool Said(JobFacts facts, string reason) =>
        facts.Status.Conditions.Any(one => one.Type == ConditionTypes.Accepted && one.Status == "False" && one.Reason == reason);
}
