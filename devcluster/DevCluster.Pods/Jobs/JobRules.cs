using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>Decides about a Job: no I/O, no clock.</summary>
internal static class JobRules
{
    public static JobDecision Decide(JobFacts facts)
    {
        if (facts.IsForeign) return JobDecision.Nothing;
        if (facts.Job.IsDying()) return new JobDecision { Release = Tracked(facts) };
        if (facts.IsFinished) return AfterTheEnd(facts);
        var tally = Tally.Of(facts);
        return Outcome.Of(facts, tally) switch
        {
            { Type: "FailureTarget" } failure => Fail(facts, tally, failure),
            { } success => Succeed(facts, tally, success),
            null when facts.IsSuspended => Suspend(facts, tally),
            null => Run(facts, tally),
        };
    }

    private static JobDecision AfterTheEnd(JobFacts facts)
    {
        JobDecision decision = new() { Release = [.. Tracked(facts).Where(pod => pod.IsTerminal() || pod.IsDying())] };
        if (facts.Spec.Number("ttlSecondsAfterFinished") is not { } seconds) return decision;
        JsonObject end = facts.Job.Condition("Complete") ?? facts.Job.Condition("Failed")!;
        DateTimeOffset due = (end.Time("lastTransitionTime") ?? facts.Now).AddSeconds(seconds);
        return due <= facts.Now ? decision with { DeleteJob = true } : decision with { WakeAt = due };
    }

    private static JobDecision Fail(JobFacts facts, Tally tally, JobCondition failure)
    {
        JsonObject[] running = [.. facts.Active];
        bool over = running.Length == 0 && !facts.Terminating.Any();
        Tally all = tally.WithFailed(running.Concat(facts.Terminating));
        JobStatus status = new(facts, all) { Active = 0, Ended = running.Length };
        status.Add(failure);
        if (over && all.IsSettled) status.Add(failure with { Type = "Failed" });
        return new JobDecision { Delete = running, Release = all.Release, Status = status.Write() };
    }

    private static JobDecision Succeed(JobFacts facts, Tally tally, JobCondition success)
    {
        JsonObject[] running = [.. facts.Active];
        JobStatus status = new(facts, tally) { Active = 0, Ended = running.Length };
        status.Add(success);
        if (running.Length == 0 && !facts.Terminating.Any() && tally.IsSettled && facts.Job.Has("SuccessCriteriaMet"))
        {
            status.Add(success with { Type = "Complete" });
            status.CompletionTime = facts.Now;
        }

        return new JobDecision { Drop = running, Release = tally.Release, Status = status.Write() };
    }

    private static JobDecision Suspend(JobFacts facts, Tally tally)
    {
        JsonObject[] running = [.. facts.Active];
        JobStatus status = new(facts, tally) { Active = 0, Ended = running.Length, StartTime = null };
        status.Add(JobCondition.Suspended);
        return new JobDecision { Drop = running, Release = tally.Release, Status = status.Write() };
    }

    private static JobDecision Run(JobFacts facts, Tally tally)
    {
        var change = Replacement.Of(facts, tally);
        JobStatus status = new(facts, tally)
        {
            Active = facts.Active.Count() - change.Drop.Count + change.Create.Count,
            Ended = change.Drop.Count,
        };
        status.StartTime ??= facts.Now;
        if (facts.Job.Has("Suspended")) status.Add(JobCondition.Resumed, isTrue: false);
        DateTimeOffset? deadline = facts.Spec.Number("activeDeadlineSeconds") is { } seconds ? status.StartTime.Value.AddSeconds(seconds) : null;
        return new JobDecision
        {
            Drop = change.Drop,
            Create = change.Create,
            Release = tally.Release,
            Status = status.Write(),
            WakeAt = deadline is null || change.WakeAt < deadline ? change.WakeAt ?? deadline : deadline,
        };
    }

    private static List<JsonObject> Tracked(JobFacts facts) => [.. facts.Pods.Where(pod => pod.IsTracked())];
}
