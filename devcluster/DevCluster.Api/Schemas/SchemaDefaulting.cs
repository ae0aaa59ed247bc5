using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>Fills in the defaults of a schema; a null that a field may not have counts as absent.</summary>
internal static class SchemaDefaulting
{
    public static void Default(JsonNode? node, SchemaNode schema)
    {
        switch (node)
        {
            case JsonObject map:
                DefaultObject(map, schema);
                break;
            case JsonArray list when schema.Items is { } items:
                foreach (JsonNode? item in list) Default(item, items);
                break;
        }
    }

    private static void DefaultObject(JsonObject map, SchemaNode schema)
    {
        foreach ((string key, SchemaNode property) in schema.Properties)
        {
            if (map.TryGetPropertyValue(key, out JsonNode? value) && value is null && !property.Nullable) map.Remove(key);
            if (!map.ContainsKey(key) && property.HasDefault) map[key] = property.Default;
            if (map[key] is { } child) Default(child, property);
        }

        if (schema.Additional is not { } additional) return;
        foreach ((string key, JsonNode? value) in map.Where(pair => !schema.Properties.ContainsKey(pair.Key)).ToList())
        {
            if (value is null && additional.HasDefault && !additional.Nullable) map[key] = additional.Default;
            Default(map[key], additional);
        }
    }
}
