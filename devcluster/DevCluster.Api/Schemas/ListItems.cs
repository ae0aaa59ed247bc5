using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>Tells the items of lists of type set and map apart.</summary>
internal static class ListItems
{
    /// <summary>What identifies an item within its list; null where nothing does.</summary>
    public static JsonNode? Key(JsonNode? item, SchemaNode list) => list.ListType switch
    {
        "set" => item?.DeepClone(),
        "map" when item is JsonObject map => new JsonObject(list.MapKeys.Select(key => KeyValuePair.Create(key, KeyValue(map, list, key)))),
        _ => null,
    };

    /// <summary>The item of the old list that is the same one; only lists of type map have such.</summary>
    public static JsonNode? Matching(JsonArray? old, JsonNode? item, SchemaNode list)
    {
        if (old is null || list.ListType != "map" || Key(item, list) is not { } key) return null;
        return old.FirstOrDefault(other => JsonNode.DeepEquals(Key(other, list), key));
    }

    private static JsonNode? KeyValue(JsonObject item, SchemaNode list, string key)
        => item[key]?.DeepClone() ?? list.Items?.Properties.GetValueOrDefault(key)?.Default;
}
