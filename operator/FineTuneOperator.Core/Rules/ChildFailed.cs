namespace FineTuneOperator.Core;

/// <summary>A failed attempt is noted once: a permanent failure ends the run, any other leads to the next attempt.</summary>
internal static class ChildFailed
{
    public static Decision? Decide(JobFacts facts)
    {
        if (facts.Current is not { Outcome: ChildOutcome.Failed } child || child.Epoch <= (facts.Status.Restarts?.LastEpoch ?? 0)) return null;
        return Restarts.After(facts, child.Epoch, FailureClasses.Of(child, facts.CurrentPod), nameof(ChildFailed));
    }
}
