using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>Drops the fields that a schema does not know, and names them.</summary>
internal static class SchemaPruning
{
    private static readonly string[] TypeFields = ["apiVersion", "kind", "metadata"];

    private static readonly HashSet<string> MetadataFields =
    [
        "name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
        "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers", "managedFields",
    ];

    public static void Prune(JsonNode? node, SchemaNode schema, bool resource, string path, List<string> unknown)
    {
        switch (node)
        {
            case JsonObject map:
                PruneObject(map, schema, resource, path, unknown);
                break;
            case JsonArray list when schema.Items is { } items:
                for (int i = 0; i < list.Count; i++) Prune(list[i], items, items.Embedded, $"{path}[{i}]", unknown);
                break;
        }
    }

    private static void PruneObject(JsonObject map, SchemaNode schema, bool resource, string path, List<string> unknown)
    {
        foreach ((string key, JsonNode? value) in map.ToList())
        {
            string child = path.Length == 0 ? key : path + "." + key;
            if (resource && TypeFields.Contains(key)) PruneMetadata(key, value, child, unknown);
            else if (schema.Properties.TryGetValue(key, out SchemaNode? property)) Prune(value, property, property.Embedded, child, unknown);
            else if (schema.Additional is { } additional) Prune(value, additional, additional.Embedded, child, unknown);
            else if (!schema.Preserve && !schema.AnyAdditional)
            {
                map.Remove(key);
                unknown.Add(child);
            }
        }
    }

    private static void PruneMetadata(string key, JsonNode? value, string path, List<string> unknown)
    {
        if (key != "metadata" || value is not JsonObject metadata) return;
        foreach (string field in metadata.Select(pair => pair.Key).Where(field => !MetadataFields.Contains(field)).ToList())
        {
            metadata.Remove(field);
            unknown.Add(path + "." + field);
        }
    }
}
