using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;
using DevCluster.Api.Verbs;

namespace DevCluster.Api.Lifecycle;

/// <summary>Holds a custom resource to its definition: prunes it, fills in defaults and validates it.</summary>
internal static class CustomAdmission
{
    private static readonly ConditionalWeakTable<JsonObject, CustomSchema> Known = [];

    public static JsonObject Shape(ResourceKind kind, JsonObject item, FieldChecks checks)
    {
        if (SchemaOf(kind) is not { } schema) return item;
        List<string> unknown = [];
        JsonObject pruned = schema.Prune(item, unknown);
        checks.Report(kind, item, unknown);
        schema.Default(pruned);
        // The schema says nothing about metadata; its numbers stay as the server wrote them.
        if (item["metadata"] is { } metadata) pruned["metadata"] = metadata.DeepClone();
        return pruned;
    }

    public static void Validate(ResourceKind kind, JsonObject item, JsonObject? old)
    {
        if (SchemaOf(kind)?.Validate(item, old) is { Count: > 0 } causes) throw Invalid.Object(kind, (string?)item["metadata"]?["name"] ?? "", causes);
    }

    private static CustomSchema? SchemaOf(ResourceKind kind)
        => kind.Definition?["schema"]?["openAPIV3Schema"] is JsonObject schema ? Known.GetValue(schema, CustomSchema.Parse) : null;
}
