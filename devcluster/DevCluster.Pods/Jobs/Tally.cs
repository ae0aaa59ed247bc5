using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>The two-step count of ended pods: their uids first, the numbers once their finalizers are gone.</summary>
internal sealed record Tally
{
    public long Succeeded { get; private init; }

    public long Failed { get; private init; }

    public IReadOnlyList<string> UncountedSucceeded { get; private init; } = [];

    public IReadOnlyList<string> UncountedFailed { get; private init; } = [];

    public IndexSet CompletedIndexes { get; private init; } = IndexSet.Empty;

    public IReadOnlyList<JsonObject> Release { get; private init; } = [];

    /// <summary>The text of the FailJob rule that a pod matched.</summary>
    public string? FailJob { get; private init; }

    public long AllSucceeded => Succeeded + UncountedSucceeded.Count;

    public long AllFailed => Failed + UncountedFailed.Count;

    public bool IsSettled => UncountedSucceeded.Count + UncountedFailed.Count == 0;

    public static Tally Of(JobFacts facts)
    {
        HashSet<string> tracked = [.. facts.Pods.Where(pod => pod.IsTracked()).Select(pod => pod.Uid())];
        List<string> succeeded = [.. facts.Status.Texts("uncountedTerminatedPods", "succeeded")];
        List<string> failed = [.. facts.Status.Texts("uncountedTerminatedPods", "failed")];
        long succeededNow = (facts.Status.Number("succeeded") ?? 0) + succeeded.RemoveAll(uid => !tracked.Contains(uid));
        long failedNow = (facts.Status.Number("failed") ?? 0) + failed.RemoveAll(uid => !tracked.Contains(uid));
        IndexSet done = IndexSet.Parse(facts.Status.Text("completedIndexes")).Below(facts.Completions ?? 0);
        List<JsonObject> release = [.. facts.Pods.Where(pod => succeeded.Contains(pod.Uid()) || failed.Contains(pod.Uid()))];
        string? failJob = null;
        foreach (JsonObject pod in facts.Pods.Where(pod => pod.IsTracked()).Except(release).ToList())
        {
            if (pod.Phase() == "Succeeded")
            {
                if (facts.IsIndexed) done = done.With(JobFacts.Index(pod), facts.Completions ?? 0);
                else succeeded.Add(pod.Uid());
                release.Add(pod);
            }
            else if (CountsAsFailed(facts, pod))
            {
                var policy = FailurePolicy.Of(facts, pod);
                if (policy.Action == "FailJob") failJob ??= policy.Message;
                if (policy.Action != "Ignore") failed.Add(pod.Uid());
                release.Add(pod);
            }
            else if (pod.IsDying() && facts.IsSuspended) release.Add(pod);
        }

        return new Tally
        {
            Succeeded = facts.IsIndexed ? done.Count : succeededNow,
            Failed = failedNow,
            UncountedSucceeded = succeeded,
            UncountedFailed = failed,
            CompletedIndexes = done,
            Release = release,
            FailJob = failJob,
        };
    }

    /// <summary>The Job fails: what still runs is ended and counts as failed.</summary>
    public Tally WithFailed(IEnumerable<JsonObject> pods)
    {
        JsonObject[] more = [.. pods.Where(pod => pod.IsTracked() && !UncountedFailed.Contains(pod.Uid()))];
        return this with { UncountedFailed = [.. UncountedFailed, .. more.Select(pod => pod.Uid())], Release = [.. Release, .. more] };
    }

    private static bool CountsAsFailed(JobFacts facts, JsonObject pod)
    {
        if (pod.Phase() == "Failed") return true;
        if (!pod.IsDying() || facts.IsSuspended) return false;
        // With no grace left nobody will write how it ended.
        return !facts.ReplacesOnlyFailed || pod.Number("metadata", "deletionGracePeriodSeconds") is null or 0;
    }
}
