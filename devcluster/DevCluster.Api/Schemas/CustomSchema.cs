using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>The schema of a custom resource: prunes, fills in defaults and validates its objects.</summary>
public sealed class CustomSchema
{
    private static readonly ConditionalWeakTable<JsonObject, CustomSchema> Known = [];
    private readonly SchemaNode _root;

    private CustomSchema(SchemaNode root) => _root = root;

    /// <summary>Reads an openAPIV3Schema.</summary>
    public static CustomSchema Parse(JsonObject openApiV3Schema) => new(new SchemaNode(openApiV3Schema.DeepClone().AsObject()));

    /// <summary>The schema of a version of a CustomResourceDefinition, read once; null where it has none.</summary>
    internal static CustomSchema? Of(JsonObject version)
        => version["schema"]?["openAPIV3Schema"] is JsonObject schema ? Known.GetValue(schema, Parse) : null;

    /// <summary>Whether a default stands anywhere in the schema.</summary>
    internal bool AnyDefault => _root.AnyDefault;

    /// <summary>A copy without the fields that the schema does not know; their paths go to unknownFields, sorted.</summary>
    public JsonObject Prune(JsonObject obj, List<string> unknownFields)
    {
        JsonObject copy = Numbers.Normalize(obj)!.AsObject();
        List<string> unknown = [];
        SchemaPruning.Prune(copy, _root, resource: true, "", unknown);
        unknownFields.AddRange(unknown.Order(StringComparer.Ordinal));
        return copy;
    }

    /// <summary>Fills in defaults, in place.</summary>
    public void Default(JsonObject obj) => SchemaDefaulting.Default(obj, _root);

    /// <summary>Everything that is wrong with an object, sorted by field; an update may keep what was wrong before.</summary>
    /// <remarks>A write of the subresource "status" is held to the schema of the status alone.</remarks>
    public IReadOnlyList<FieldCause> Validate(JsonObject obj, JsonObject? old, string? subresource = null)
    {
        List<FieldCause> causes = subresource == "status" ? StatusCauses(obj, old) : [];
        if (subresource != "status") new SchemaValidation(causes).Check(obj, _root, "", old);
        if (!_root.AnyRules) return Sorted(causes);
        if (causes.Any(Causes.Blocks)) causes.Add(Causes.NotChecked);
        else new RuleChecks(causes).Check(obj, _root, "", old, resource: true);
        return Sorted(causes);
    }

    // The texts name fields as seen from the status, the fields of the causes as seen from the object.
    private List<FieldCause> StatusCauses(JsonObject obj, JsonObject? old)
    {
        List<FieldCause> causes = [];
        if (obj["status"] is not { } status || !_root.Properties.TryGetValue("status", out SchemaNode? schema)) return causes;
        new SchemaValidation(causes).Check(status, schema, "", old?["status"]);
        return [.. causes.Select(cause => cause.Field switch
        {
            "<nil>" => cause,
            "" => cause with { Field = "status" },
            _ => cause with { Field = "status." + cause.Field },
        })];
    }

    private static List<FieldCause> Sorted(List<FieldCause> causes) => [.. causes.OrderBy(cause => cause.Field, StringComparer.Ordinal)];
}
