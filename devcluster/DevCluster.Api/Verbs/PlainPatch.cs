using System.Text.Json.Nodes;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Verbs;

/// <summary>Merge patch (RFC 7386) and the add, replace, remove and test of JSON patch (RFC 6902).</summary>
internal static class PlainPatch
{
    public static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        JsonObject result = target as JsonObject is { } old ? old.DeepClone().AsObject() : [];
        foreach ((string key, JsonNode? value) in changes)
        {
            if (value is null) result.Remove(key);
            else result[key] = Merge(result[key], value);
        }

        return result;
    }

    public static JsonObject Operations(JsonObject target, JsonArray operations)
    {
        foreach (JsonNode? operation in operations)
        {
            string[] path = [.. ((string)operation!["path"]!).Split('/').Skip(1).Select(part => part.Replace("~1", "/").Replace("~0", "~"))];
            JsonNode parent = target;
            foreach (string part in path[..^1]) parent = Child(parent, part) ?? throw Refused();
            Run((string?)operation["op"], parent, path[^1], operation["value"]);
        }

        return target;
    }

    private static void Run(string? op, JsonNode parent, string last, JsonNode? value)
    {
        switch (op, parent)
        {
            case ("add" or "replace", JsonObject map):
                map[last] = value?.DeepClone();
                break;
            case ("add", JsonArray list):
                list.Insert(last == "-" ? list.Count : Index(list, last, list.Count), value?.DeepClone());
                break;
            case ("replace", JsonArray list):
                list[Index(list, last, list.Count - 1)] = value?.DeepClone();
                break;
            case ("remove", JsonObject map) when map.Remove(last):
                break;
            case ("remove", JsonArray list):
                list.RemoveAt(Index(list, last, list.Count - 1));
                break;
            case ("test", _) when JsonNode.DeepEquals(Child(parent, last), value):
                break;
            default:
                throw Refused();
        }
    }

    private static JsonNode? Child(JsonNode parent, string part)
        => parent is JsonArray list ? list[Index(list, part, list.Count - 1)] : (parent as JsonObject)?[part];

    private static int Index(JsonArray list, string text, int most)
        => int.TryParse(text, out int index) && index >= 0 && index <= most && list is not null ? index : throw Refused();

    private static ApiException Refused() => new(422, "Invalid", "the server rejected our request due to an error in our request", []);
}
