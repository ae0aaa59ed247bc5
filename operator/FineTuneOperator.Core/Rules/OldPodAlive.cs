namespace FineTuneOperator.Core;

/// <summary>The next attempt waits until the last one's pod has ended, or has had ample time to.</summary>
internal static class OldPodAlive
{
    public static Decision? Decide(JobFacts facts)
    {
        if (facts.Pods.LastOrDefault(pod => !pod.IsOver && !IsZombie(pod, facts.Now)) is not { } pod) return null;
        string message = $"waiting for pod {pod.Name} to end";
        return new Decision
        {
            Rule = nameof(OldPodAlive),
            Status = StatusDraft.Of(facts).With(facts, new ConditionChange(ConditionTypes.Succeeded, null, Reasons.Restarting, message)) with { State = RunStates.Restarting },
            RequeueAfter = Waits.WhileEnding,
        };
    }

    private static bool IsZombie(PodFacts pod, DateTimeOffset now) => pod.DeletedAt is { } end && now >= end + Waits.Zombie;
}
