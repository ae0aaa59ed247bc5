using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Http;

/// <summary>Reads JSON; of a field that is given twice the last value counts, and its path is noted.</summary>
internal static class JsonText
{
    public static JsonNode? Parse(string text, ICollection<string> duplicates)
    {
        using var document = JsonDocument.Parse(text);
        return Node(document.RootElement, "", duplicates);
    }

    private static JsonNode? Node(JsonElement element, string path, ICollection<string> duplicates) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element, path, duplicates),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select((item, at) => Node(item, $"{path}[{at}]", duplicates))]),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    private static JsonObject Map(JsonElement element, string path, ICollection<string> duplicates)
    {
        JsonObject map = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string child = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (map.ContainsKey(property.Name)) duplicates.Add(child);
            map[property.Name] = Node(property.Value, child, duplicates);
        }

        return map;
    }
}
