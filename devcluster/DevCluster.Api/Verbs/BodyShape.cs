using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Verbs;

/// <summary>Refuses a body that is not an object of the kind asked for, so that no verb meets metadata of the wrong type.</summary>
internal static class BodyShape
{
    private static readonly string[] Texts = ["name", "namespace", "generateName", "uid", "resourceVersion", "selfLink", "creationTimestamp", "deletionTimestamp"];
    private static readonly string[] Maps = ["labels", "annotations"];
    private static readonly string[] Lists = ["finalizers", "ownerReferences", "managedFields"];

    public static JsonObject Require(ResourceKind kind, JsonNode? body)
    {
        if (body is null)
            throw Unrecognized(kind, "couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)");
        if (body is not JsonObject item)
            throw Unrecognized(kind, "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" } (5b5d)");
        Metadata(kind, item);
        return item;
    }

    /// <summary>Holds metadata to its types; patches call it on their result.</summary>
    public static void Metadata(ResourceKind kind, JsonObject item)
    {
        if (item["metadata"] is null) return;
        if (item["metadata"] is not JsonObject metadata) throw Wrong(kind, item["metadata"]!, $"{kind.Kind}.metadata", "v1.ObjectMeta");
        foreach (string field in Texts)
            if (metadata[field] is { } value && value.GetValueKind() != JsonValueKind.String) throw Wrong(kind, value, $"ObjectMeta.metadata.{field}", "string");
        foreach (string field in Maps) Map(kind, metadata, field);
        foreach (string field in Lists)
            if (metadata[field] is { } value and not JsonArray) throw Wrong(kind, value, $"ObjectMeta.metadata.{field}", "[]string");
        if (metadata["finalizers"] is JsonArray finalizers && finalizers.FirstOrDefault(one => one?.GetValueKind() != JsonValueKind.String) is { } odd)
            throw Wrong(kind, odd, "ObjectMeta.metadata.finalizers", "string");
    }

    private static void Map(ResourceKind kind, JsonObject metadata, string field)
    {
        if (metadata[field] is null) return;
        if (metadata[field] is not JsonObject map) throw Wrong(kind, metadata[field]!, $"ObjectMeta.metadata.{field}", "map[string]string");
        foreach ((string _, JsonNode? value) in map)
            if (value is not null && value.GetValueKind() != JsonValueKind.String) throw Wrong(kind, value, $"ObjectMeta.metadata.{field}", "string");
    }

    private static ApiException Wrong(ResourceKind kind, JsonNode value, string field, string type)
        => Refusals.BadRequest(
            $"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: json: cannot unmarshal {Name(value.GetValueKind())} into Go struct field {field} of type {type}");

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "bool",
    };

    private static ApiException Unrecognized(ResourceKind kind, string why)
        => Refusals.BadRequest($"the object provided is unrecognized (must be of type {kind.Kind}): {why}");
}
