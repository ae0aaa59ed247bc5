using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The replicas of a custom resource with a scale subresource must be countable.</summary>
internal static class ScaleRules
{
    public static void Check(ResourceKind kind, JsonObject item, List<FieldCause> causes)
    {
        if ((string?)kind.Scale?["specReplicasPath"] is not { } path) return;
        JsonNode? node = item;
        foreach (string step in path.TrimStart('.').Split('.'))
        {
            if (node is JsonValue value)
            {
                causes.Add(Rule.Invalid(path, 0, $"{path} accessor error: {value} is of the type string, expected map[string]interface{{}}"));
                return;
            }

            node = (node as JsonObject)?[step];
        }

        if (Numbers.Read(node) < 0) causes.Add(Rule.Invalid(path, node, "should be a non-negative integer"));
    }
}
