using System.Text.Json.Nodes;
using DevCluster.Pods.Json;
using DevCluster.Pods.Scheduling;

namespace DevCluster.Pods.Running;

/// <summary>What fieldRef and resourceFieldRef of the downward API say.</summary>
internal static class PodFields
{
    public static string Field(JsonObject pod, string path)
    {
        if (Subscript(path, "metadata.labels") is { } label) return pod.Text("metadata", "labels", label) ?? "";
        if (Subscript(path, "metadata.annotations") is { } annotation) return pod.Text("metadata", "annotations", annotation) ?? "";
        return path switch
        {
            "metadata.name" => pod.Name(),
            "metadata.namespace" => pod.Namespace(),
            "metadata.uid" => pod.Uid(),
            "metadata.labels" => Lines(pod, "labels"),
            "metadata.annotations" => Lines(pod, "annotations"),
            "spec.nodeName" => pod.Node() ?? "",
            "spec.serviceAccountName" => pod.Text("spec", "serviceAccountName") ?? "default",
            "status.podIP" or "status.podIPs" or "status.hostIP" or "status.hostIPs" => "127.0.0.1",
            _ => throw new ConfigurationProblem($"unsupported fieldPath: {path}"),
        };
    }

    /// <summary>An amount in units of the divisor, rounded up; a limit that is not set is the node's.</summary>
    public static string Resource(JsonObject pod, JsonObject container, JsonNode selector, JsonObject? node)
    {
        string[] parts = selector.Text("resource")!.Split('.', 2);
        JsonNode of = selector.Text("containerName") is { } name ? pod.Items("spec", "containers").First(one => one.Text("name") == name) : container;
        string? amount = of.Text("resources", parts[0], parts[1])
            ?? (parts[0] == "requests" ? of.Text("resources", "limits", parts[1]) ?? "0" : node.Text("status", "allocatable", parts[1]));
        decimal divisor = Quantity.Parse(selector.Text("divisor") ?? "1");
        return Math.Ceiling(Quantity.Parse(amount ?? "0") / (divisor == 0 ? 1 : divisor)).ToString("0");
    }

    private static string? Subscript(string path, string of)
        => path.StartsWith(of + "['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal) ? path[(of.Length + 2)..^2] : null;

    private static string Lines(JsonObject pod, string map)
        => string.Join('\n', pod.Pairs("metadata", map).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}=\"{pair.Value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\""));
}
