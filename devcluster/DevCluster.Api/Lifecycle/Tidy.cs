using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Lifecycle;

/// <summary>Leaves out what Go leaves out: nulls of built-in kinds, and empty maps and lists of metadata and data.</summary>
internal static class Tidy
{
    private static readonly string[] OmittedEmpty = ["labels", "annotations", "finalizers", "ownerReferences", "managedFields"];

    public static void Item(ResourceKind kind, JsonObject item)
    {
        if (item["metadata"] is JsonObject metadata)
        {
            DropNulls(metadata);
            DropEmpty(metadata, OmittedEmpty);
            foreach (string text in (string[])["generateName", "selfLink"])
                if ((string?)metadata[text] == "") metadata.Remove(text);
        }

        if (kind.Custom) return;
        DropNulls(item);
        if (kind.Resource is "configmaps" or "secrets") DropEmpty(item, ["data", "binaryData"]);
    }

    private static void DropEmpty(JsonObject owner, string[] names)
    {
        foreach (string name in names)
            if (owner[name] is JsonObject { Count: 0 } or JsonArray { Count: 0 }) owner.Remove(name);
    }

    private static void DropNulls(JsonObject owner)
    {
        foreach (string name in owner.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray()) owner.Remove(name);
        foreach ((string _, JsonNode? value) in owner) DropNullsBelow(value);
    }

    private static void DropNullsBelow(JsonNode? value)
    {
        if (value is JsonObject map) DropNulls(map);
        foreach (JsonNode? item in value as JsonArray ?? []) DropNullsBelow(item);
    }
}
