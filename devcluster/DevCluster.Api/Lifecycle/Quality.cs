using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>The quality-of-service class of a pod, by its cpu and memory.</summary>
internal static class Quality
{
    public static string Of(JsonObject spec)
    {
        JsonNode[] containers = [.. All(spec)];
        bool none = containers.All(one => !Named(one, "requests") && !Named(one, "limits"));
        if (none) return "BestEffort";
        bool guaranteed = containers.All(one => Equal(one, "cpu") && Equal(one, "memory"));
        return guaranteed ? "Guaranteed" : "Burstable";
    }

    private static IEnumerable<JsonNode> All(JsonObject spec)
        => (spec["initContainers"] as JsonArray ?? []).Concat(spec["containers"] as JsonArray ?? []).Select(one => one!);

    private static bool Named(JsonNode container, string list)
        => container["resources"]?[list] is JsonObject amounts && (amounts.ContainsKey("cpu") || amounts.ContainsKey("memory"));

    private static bool Equal(JsonNode container, string name)
        => container["resources"]?["limits"]?[name] is { } limit && JsonNode.DeepEquals(limit, container["resources"]?["requests"]?[name]);
}
