using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;
using DevCluster.Api.Typed;
using DevCluster.Api.Verbs;

namespace DevCluster.Api.Lifecycle;

/// <summary>Holds a custom resource to its definition: prunes it and fills in defaults.</summary>
internal static class CustomAdmission
{
    public static JsonObject Shape(ResourceKind kind, JsonObject item, FieldChecks checks)
    {
        if (kind.Schema is not { } schema) return item;
        List<string> unknown = [];
        JsonObject pruned = schema.Prune(item, unknown);
        checks.Report(kind, item, [.. checks.Duplicates.Select(field => $"duplicate field \"{field}\""), .. unknown.Select(field => $"unknown field \"{field}\"")]);
        schema.Default(pruned);
        // The schema says nothing about metadata.
        if (item["metadata"] is JsonObject metadata) pruned["metadata"] = new GoDecoder([]).Read(metadata, BuiltInShapes.Metadata, "metadata");
        return pruned;
    }
}
