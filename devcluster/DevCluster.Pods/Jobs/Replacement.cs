using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>Which pods a running Job lacks, which it has too many, and how long it waits after failures.</summary>
internal sealed record Replacement(IReadOnlyList<int?> Create, IReadOnlyList<JsonObject> Drop, DateTimeOffset? WakeAt)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static Replacement Of(JobFacts facts, Tally tally)
    {
        JsonObject[] active = [.. facts.Active];
        long wanted = facts.Completions is { } completions
            ? Math.Min(facts.Parallelism, completions - tally.AllSucceeded)
            : tally.AllSucceeded > 0 ? Math.Min(active.Length, facts.Parallelism) : facts.Parallelism;
        JsonObject[] tooMany = [.. active.Where(pod => facts.IsIndexed && JobFacts.Index(pod) >= facts.Completions)];
        if (active.Length - tooMany.Length > wanted)
            tooMany = [.. tooMany, .. active.Except(tooMany).OrderByDescending(pod => pod.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).Take((int)(active.Length - tooMany.Length - wanted))];
        JsonObject[] held = [.. active.Except(tooMany), .. facts.ReplacesOnlyFailed ? facts.Terminating : []];
        long missing = Math.Max(0, wanted - held.Length);
        if (missing == 0 || tooMany.Length > 0) return new Replacement([], tooMany, null);
        return BackoffEnd(facts) is { } end && end > facts.Now
            ? new Replacement([], [], end)
            : new Replacement([.. Indexes(facts, tally, held, (int)missing)], [], null);
    }

    /// <summary>10 s, 20 s, 40 s ... after the last of the failures since the last success.</summary>
    public static DateTimeOffset? BackoffEnd(JobFacts facts)
    {
        DateTimeOffset success = facts.Pods.Where(pod => pod.Phase() == "Succeeded").Select(pod => Ended(facts, pod)).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        DateTimeOffset[] failures = [.. facts.Pods
            .Where(pod => pod.Phase() == "Failed" && FailurePolicy.Of(facts, pod).Action != "Ignore")
            .Select(pod => Ended(facts, pod)).Where(time => time > success)];
        if (failures.Length == 0) return null;
        double delay = Math.Min(First.TotalSeconds * Math.Pow(2, failures.Length - 1), Longest.TotalSeconds);
        return failures.Max().AddSeconds(delay);
    }

    private static IEnumerable<int?> Indexes(JobFacts facts, Tally tally, JsonObject[] held, int missing)
    {
        if (!facts.IsIndexed) return Enumerable.Repeat<int?>(null, missing);
        HashSet<int?> taken = [.. held.Select(JobFacts.Index)];
        return Enumerable.Range(0, (int)(facts.Completions ?? 0)).Where(index => !tally.CompletedIndexes.Contains(index) && !taken.Contains(index)).Take(missing).Cast<int?>();
    }

    private static DateTimeOffset Ended(JobFacts facts, JsonObject pod)
    {
        DateTimeOffset? last = pod.Items("status", "containerStatuses").Select(status => status.Time("state", "terminated", "finishedAt")).Max();
        return last ?? pod.Condition("Ready").Time("lastTransitionTime") ?? pod.Time("metadata", "creationTimestamp") ?? facts.Now;
    }
}
