using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;
using DevCluster.Api.Typed;

namespace DevCluster.Api.Validation;

/// <summary>The rules of Nodes: what is counted comes in whole pieces.</summary>
internal static class NodeRules
{
    public static void Check(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        foreach (string list in (string[])["capacity", "allocatable"])
            foreach ((string name, JsonNode? amount) in item["status"]?[list] as JsonObject ?? [])
                if (IsCounted(name) && Quantity.Nanos((string)amount!) % 1_000_000_000 != 0)
                    causes.Add(Rule.Invalid($"status.{list}.{name}", amount, "must be an integer"));
    }

    /// <summary>Extended resources, such as nvidia.com/gpu, and pods.</summary>
    public static bool IsCounted(string resource) => resource == "pods" || IsExtended(resource);

    public static bool IsExtended(string resource)
        => resource.Contains('/', StringComparison.Ordinal) && !resource.StartsWith("kubernetes.io/", StringComparison.Ordinal) && !resource.Contains(".kubernetes.io/", StringComparison.Ordinal);
}
