using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Scheduling;

/// <summary>Why a node does not take a pod, in the scheduler's words; no reason means it does.</summary>
internal sealed record NodeFit(IReadOnlyList<string> Reasons, bool FitsWhenEmpty)
{
    private static readonly NodeFit Yes = new([], true);

    public static NodeFit Of(JsonObject pod, JsonObject node, IEnumerable<JsonObject> podsThere)
    {
        if (node.Is("spec", "unschedulable")) return Never("node(s) were unschedulable");
        if (!Selected(pod, node)) return Never("node(s) didn't match Pod's node affinity/selector");
        if (node.Items("spec", "taints").Any(taint => Repels(taint, pod))) return Never("node(s) had untolerated taint(s)");
        Dictionary<string, decimal> wanted = Resources.Of(pod);
        Dictionary<string, decimal> whole = Resources.Allocatable(node);
        Dictionary<string, decimal> free = new(whole);
        foreach (JsonObject other in podsThere)
            foreach ((string name, decimal amount) in Resources.Of(other)) free[name] = free.GetValueOrDefault(name) - amount;
        string[] lacking = [.. Lacking(wanted, free)];
        return lacking.Length == 0 ? Yes : new NodeFit(lacking, !Lacking(wanted, whole).Any());
    }

    private static NodeFit Never(string reason) => new([reason], false);

    private static IEnumerable<string> Lacking(Dictionary<string, decimal> wanted, Dictionary<string, decimal> there)
        => wanted.Where(one => one.Value > there.GetValueOrDefault(one.Key)).Select(one => $"Insufficient {one.Key}");

    private static bool Selected(JsonObject pod, JsonObject node)
    {
        Dictionary<string, string> labels = new(node.Pairs("metadata", "labels"));
        if (!pod.Pairs("spec", "nodeSelector").All(one => labels.GetValueOrDefault(one.Key) == one.Value)) return false;
        JsonNode? required = pod.At("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
        Dictionary<string, string> fields = new() { ["metadata.name"] = node.Name() };
        return required is null || required.Items("nodeSelectorTerms").Any(term =>
            term.Items("matchExpressions").All(one => Matches(one, labels)) && term.Items("matchFields").All(one => Matches(one, fields)));
    }

    private static bool Matches(JsonObject expression, Dictionary<string, string> labels)
    {
        string? value = labels.GetValueOrDefault(expression.Text("key")!);
        bool Listed() => value is not null && expression.Texts("values").Contains(value);
        bool Beyond(int sign) => decimal.TryParse(value, out decimal number) && Math.Sign(number - decimal.Parse(expression.Texts("values").First())) == sign;
        return expression.Text("operator") switch
        {
            "In" => Listed(),
            "NotIn" => !Listed(),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            "Gt" => Beyond(1),
            "Lt" => Beyond(-1),
            _ => false,
        };
    }

    private static bool Repels(JsonObject taint, JsonObject pod)
        => taint.Text("effect") is "NoSchedule" or "NoExecute" && !pod.Items("spec", "tolerations").Any(one => Tolerates(one, taint));

    private static bool Tolerates(JsonObject toleration, JsonObject taint)
    {
        if (toleration.Text("effect") is { Length: > 0 } effect && effect != taint.Text("effect")) return false;
        bool exists = toleration.Text("operator") == "Exists";
        if (string.IsNullOrEmpty(toleration.Text("key"))) return exists;
        return toleration.Text("key") == taint.Text("key") && (exists || (toleration.Text("value") ?? "") == (taint.Text("value") ?? ""));
    }
}
