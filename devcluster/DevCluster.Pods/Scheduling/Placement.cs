using System.Text.Json.Nodes;
using DevCluster.Pods.Json;
using DevCluster.Pods.Running;

namespace DevCluster.Pods.Scheduling;

/// <summary>Where a pod goes, or the text that says why it waits.</summary>
internal sealed record Placement(string? Node, string Message)
{
    /// <summary>The first node, by name, that takes the pod and holds the fewest others.</summary>
    public static Placement Of(JsonObject pod, IReadOnlyList<JsonObject> nodes, IReadOnlyList<JsonObject> pods)
    {
        if (Subset.Unplaceable(pod) is { Count: > 0 } refused) return new Placement(null, Subset.Sentence(refused));
        if (nodes.Count == 0) return new Placement(null, "no nodes available to schedule pods");
        // Finished pods hold nothing.
        ILookup<string?, JsonObject> there = pods.Where(other => other.Node() is not null && !other.IsTerminal()).ToLookup(other => other.Node());
        List<NodeFit> refusals = [];
        List<JsonObject> willing = [];
        foreach (JsonObject node in nodes.OrderBy(node => node.Name(), StringComparer.Ordinal))
        {
            var fit = NodeFit.Of(pod, node, there[node.Name()]);
            if (fit.Reasons.Count == 0) willing.Add(node);
            else refusals.Add(fit);
        }

        return willing.Count > 0 ? new Placement(willing.MinBy(node => there[node.Name()].Count())!.Name(), "") : new Placement(null, Text(refusals));
    }

    private static string Text(List<NodeFit> refusals)
    {
        string frame = $"0/{refusals.Count} nodes are available: ";
        string reasons = Counted(refusals.SelectMany(fit => fit.Reasons));
        string preemption = Counted(refusals.Select(fit => fit.FitsWhenEmpty
            ? "No preemption victims found for incoming pod" : "Preemption is not helpful for scheduling"));
        return $"{frame}{reasons}. no new claims to deallocate, preemption: {frame}{preemption}.";
    }

    private static string Counted(IEnumerable<string> reasons)
        => string.Join(", ", reasons.GroupBy(reason => reason).Select(group => $"{group.Count()} {group.Key}").Order(StringComparer.Ordinal));
}
