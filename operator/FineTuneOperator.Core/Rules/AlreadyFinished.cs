namespace FineTuneOperator.Core;

/// <summary>A finished job never reopens: what still lives is stopped, children and job go when their time has come.</summary>
internal static class AlreadyFinished
{
    public static Decision? Decide(JobFacts facts)
    {
        if (!facts.Status.Is(ConditionTypes.Succeeded) && !facts.Status.Is(ConditionTypes.Failed)) return null;
        DateTimeOffset end = facts.Status.CompletionTime ?? facts.Now.UtcDateTime;
        TimeSpan? untilGone = Left(facts, end, facts.Job.Spec.TtlSecondsAfterFinished);
        TimeSpan? untilClean = Left(facts, end, facts.Job.Spec.Cleanup?.PodsAfterSeconds);
        if (untilGone <= TimeSpan.Zero) return new Decision { Rule = nameof(AlreadyFinished), Actions = [new DeleteJob()] };
        return new Decision
        {
            Rule = nameof(AlreadyFinished),
            Status = StatusDraft.Of(facts),
            Actions = [.. facts.Children.Where(child => !child.Deleting && (child.IsLive || untilClean <= TimeSpan.Zero)).Select(child => new DeleteChild(child.Name))],
            RequeueAfter = Waits.Soonest(untilGone, untilClean > TimeSpan.Zero ? untilClean : null),
        };
    }

    private static TimeSpan? Left(JobFacts facts, DateTimeOffset end, int? seconds) =>
        seconds is { } after ? end.AddSeconds(after) - facts.Now : null;
}
