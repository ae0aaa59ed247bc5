using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>Which fields a request may own: not those that the server writes, nor those of another subresource.</summary>
internal static class OwnableFields
{
    private static readonly FieldSet Never = FieldsJson.Read(JsonNode.Parse("""
        {"f:apiVersion":{},"f:kind":{},"f:metadata":{".":{},"f:name":{},"f:namespace":{},"f:creationTimestamp":{},"f:selfLink":{},"f:uid":{},
         "f:clusterName":{},"f:generation":{},"f:managedFields":{},"f:resourceVersion":{}}}
        """));

    public static FieldSet Of(FieldSet fields, string? subresource)
    {
        FieldSet own = fields.Except(Never);
        return subresource == "status" ? FieldSet.Of(false, own.Children.Where(child => child.Key == "f:status")) : own.Without("f:status");
    }

    public static Shape ShapeOf(JsonObject item, JsonObject? schema)
        => schema is null ? BuiltInShapes.Of((string?)item["apiVersion"] ?? "", (string?)item["kind"] ?? "") : CustomShapes.Of(schema);

    /// <summary>An object without the fields that are no content.</summary>
    public static JsonObject Content(JsonObject item)
    {
        JsonObject copy = item.DeepClone().AsObject();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        return copy;
    }

    public static string TimeText(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
