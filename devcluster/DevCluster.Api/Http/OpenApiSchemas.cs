using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Http;

/// <summary>The schemas of an OpenAPI document: those of definitions as they stand there, those of built-in kinds from the table of types.</summary>
internal sealed class OpenApiSchemas(string prefix)
{
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static readonly string[] MetaTypes = ["ObjectMeta", "OwnerReference", "ManagedFieldsEntry", "LabelSelector", "LabelSelectorRequirement", "Condition", "DeleteOptions", "Preconditions"];

    /// <summary>Every schema by its name, with those that it refers to.</summary>
    public JsonObject All { get; } = [];

    public static string NameOf(ResourceKind kind) => kind.Custom
        ? $"{string.Join('.', kind.Group.Split('.').Reverse())}.{kind.Version}.{kind.Kind}"
        : $"io.k8s.api.{(kind.Group.Length == 0 ? "core" : kind.Group.Split('.')[0])}.{kind.Version}.{kind.Kind}";

    public static JsonObject GroupVersionKind(ResourceKind kind) => new() { ["group"] = kind.Group, ["kind"] = kind.Kind, ["version"] = kind.Version };

    public void Add(ResourceKind kind)
    {
        JsonObject schema = kind.Custom ? Custom(kind) : Struct(BuiltInShapes.Of(kind.ApiVersion, kind.Kind));
        schema["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind));
        All[NameOf(kind)] = schema;
    }

    private JsonObject Custom(ResourceKind kind)
    {
        JsonObject schema = kind.Definition?["schema"]?["openAPIV3Schema"]?.DeepClone() as JsonObject ?? new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };
        if (schema["properties"] is not JsonObject) schema["properties"] = new JsonObject();
        JsonObject properties = schema["properties"]!.AsObject();
        properties["apiVersion"] ??= new JsonObject { ["type"] = "string", ["description"] = "The version of this representation of the object." };
        properties["kind"] ??= new JsonObject { ["type"] = "string", ["description"] = "The kind that this object is of." };
        properties["metadata"] = Of(BuiltInShapes.Metadata);
        return schema;
    }

    private JsonObject Struct(Shape shape)
    {
        JsonObject properties = [];
        foreach ((string name, Shape field) in shape.Fields) properties[name] = Of(field, name);
        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }

    private JsonObject Of(Shape shape, string field = "")
    {
        switch (shape.Form)
        {
            case ValueForm.Struct:
                return Reference(shape);
            case ValueForm.Map:
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(shape.Element!) };
            case ValueForm.List:
                JsonObject list = new() { ["type"] = "array", ["items"] = Of(shape.Element!) };
                if (shape.MergeKey is null) return list;
                // By these kubectl computes the strategic merge patches of apply.
                list["x-kubernetes-patch-strategy"] = field == "volumes" ? "merge,retainKeys" : "merge";
                if (shape.MergeKey.Length > 0) list["x-kubernetes-patch-merge-key"] = shape.MergeKey;
                return list;
            case ValueForm.Scalar:
                return Scalar(shape.Type);
            default:
                return new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true };
        }
    }

    private JsonObject Reference(Shape shape)
    {
        string name = (MetaTypes.Contains(shape.Type) ? Meta : "io.k8s.api.core.v1.") + shape.Type;
        if (!All.ContainsKey(name))
        {
            // Known before its fields are read: a type may contain itself.
            All[name] = new JsonObject();
            All[name] = Struct(shape);
        }

        return new JsonObject { ["$ref"] = prefix + name };
    }

    private static JsonObject Scalar(string type) => type switch
    {
        "int" => new() { ["type"] = "integer", ["format"] = "int32" },
        "long" => new() { ["type"] = "integer", ["format"] = "int64" },
        "double" => new() { ["type"] = "number", ["format"] = "double" },
        "bool" => new() { ["type"] = "boolean" },
        "time" or "microtime" => new() { ["type"] = "string", ["format"] = "date-time" },
        "bytes" => new() { ["type"] = "string", ["format"] = "byte" },
        "intstr" => new() { ["type"] = "string", ["format"] = "int-or-string" },
        _ => new() { ["type"] = "string" },
    };
}
