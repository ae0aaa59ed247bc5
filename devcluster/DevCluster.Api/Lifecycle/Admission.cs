using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;
using DevCluster.Api.Validation;
using DevCluster.Api.Verbs;

namespace DevCluster.Api.Lifecycle;

/// <summary>What happens to an object before it is stored: it is held to its type, completed with defaults, and validated.</summary>
internal static class Admission
{
    public static JsonObject Shape(ResourceKind kind, JsonObject item, FieldChecks checks)
    {
        JsonObject shaped = kind.Custom ? CustomAdmission.Shape(kind, item, checks) : BuiltInAdmission.Shape(kind, item, checks);
        OwnerReferences.Deduplicate(shaped, checks);
        Defaults.Of(kind, shaped);
        return shaped;
    }

    public static void Validate(ResourceKind kind, JsonObject item, JsonObject? old, string? subresource = null)
    {
        List<FieldCause> causes = [];
        MetadataRules.Check(kind, item, old, causes);
        causes.AddRange(kind.Custom ? kind.Schema?.Validate(item, old, subresource) ?? [] : ObjectRules.Check(kind, item, old, subresource));
        if (kind.Custom) ScaleRules.Check(kind, item, causes);
        if (causes.Count > 0) throw Invalid.Object(kind, (string?)item["metadata"]?["name"] ?? "", [.. causes.OrderBy(cause => cause.Field, StringComparer.Ordinal)]);
    }
}
