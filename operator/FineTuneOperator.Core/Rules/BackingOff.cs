namespace FineTuneOperator.Core;

/// <summary>The next attempt waits its turn.</summary>
internal static class BackingOff
{
    public static Decision? Decide(JobFacts facts) =>
        facts.Status.Restarts?.NextStartTime is { } next && next > facts.Now.UtcDateTime
            ? new Decision { Rule = nameof(BackingOff), Status = StatusDraft.Of(facts), RequeueAfter = Waits.Soonest(next - facts.Now.UtcDateTime) }
            : null;
}
