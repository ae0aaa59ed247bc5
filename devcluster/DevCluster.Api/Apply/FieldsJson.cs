using System.Text.Json.Nodes;

namespace DevCluster.Api.Apply;

/// <summary>Field sets as fieldsV1 and back.</summary>
internal static class FieldsJson
{
    private const string Self = ".";

    public static FieldSet Read(JsonNode? fields, bool root = true)
    {
        if (fields is not JsonObject map) return FieldSet.Empty;
        bool member = !root && (map.Count == 0 || map.ContainsKey(Self));
        return FieldSet.Of(member, map.Where(pair => pair.Key != Self).Select(pair => KeyValuePair.Create(pair.Key, Read(pair.Value, root: false))));
    }

    public static JsonObject Write(FieldSet set)
    {
        JsonObject map = [];
        if (set is { IsMember: true, HasChildren: true }) map[Self] = new JsonObject();
        foreach ((string element, FieldSet child) in set.Children) map[element] = Write(child);
        return map;
    }
}
