using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>Whether a Job has reached its end, and which: asked in this order.</summary>
internal static class Outcome
{
    private static readonly string[] Refused = ["backoffLimitPerIndex", "maxFailedIndexes", "successPolicy"];

    public static JobCondition? Of(JobFacts facts, Tally tally)
        => Decided(facts) ?? Unsupported(facts) ?? FailJob(tally) ?? OverBackoff(facts, tally) ?? OverDeadline(facts) ?? Success(facts, tally);

    /// <summary>When the deadline passes, if it is still to come.</summary>
    public static DateTimeOffset? DeadlineOf(JobFacts facts)
        => facts.Status.Time("startTime") is { } start && facts.Spec.Number("activeDeadlineSeconds") is { } seconds ? start.AddSeconds(seconds) : null;

    /// <summary>A target once written is kept.</summary>
    private static JobCondition? Decided(JobFacts facts)
    {
        JsonObject? condition = facts.Job.Condition("FailureTarget") ?? facts.Job.Condition("SuccessCriteriaMet");
        return condition is null ? null : new JobCondition(condition.Text("type")!, condition.Text("reason")!, condition.Text("message")!);
    }

    private static JobCondition? Unsupported(JobFacts facts)
        => Refused.FirstOrDefault(field => facts.Spec.At(field) is not null) is { } field ? JobCondition.NotInSubset(field) : null;

    private static JobCondition? FailJob(Tally tally) => tally.FailJob is null ? null : JobCondition.Policy(tally.FailJob);

    private static JobCondition? OverBackoff(JobFacts facts, Tally tally)
    {
        if (tally.AllFailed > facts.BackoffLimit) return JobCondition.Backoff;
        if (facts.Spec.Text("template", "spec", "restartPolicy") != "OnFailure") return null;
        long restarts = facts.Active.SelectMany(pod => pod.Items("status", "containerStatuses")).Sum(status => status.Number("restartCount") ?? 0);
        return restarts > 0 && restarts >= facts.BackoffLimit ? JobCondition.Backoff : null;
    }

    private static JobCondition? OverDeadline(JobFacts facts)
        => !facts.IsSuspended && DeadlineOf(facts) <= facts.Now ? JobCondition.Deadline : null;

    private static JobCondition? Success(JobFacts facts, Tally tally)
    {
        bool reached = facts.Completions is { } wanted ? tally.AllSucceeded >= wanted : tally.AllSucceeded > 0 && !facts.Active.Any();
        return reached ? JobCondition.Reached : null;
    }
}
