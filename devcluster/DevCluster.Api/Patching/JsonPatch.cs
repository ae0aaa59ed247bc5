using System.Text.Json.Nodes;

namespace DevCluster.Api.Patching;

/// <summary>JSON patch (RFC 6902), with the leniencies of a real API server.</summary>
public static class JsonPatch
{
    public static JsonNode Apply(JsonNode target, JsonNode patch)
    {
        if (patch is not JsonArray operations)
            throw PatchErrors.Malformed($"error decoding patch: json: cannot unmarshal {GoType(patch)} into Go value of type []handlers.jsonPatchOp");
        // The document sits below a root, so that the empty path is a key like any other.
        JsonObject root = new() { [""] = target.DeepClone() };
        foreach (JsonNode? operation in operations) Run(root, operation as JsonObject ?? throw PatchErrors.Rejected());
        JsonNode result = root[""] ?? throw PatchErrors.Rejected();
        root.Remove("");
        return result;
    }

    private static void Run(JsonObject root, JsonObject operation)
    {
        string[] path = Pointer(operation, "path");
        switch (Text(operation, "op"))
        {
            case "add":
                Add(root, path, Value(operation));
                break;
            case "replace":
                Replace(root, path, Value(operation));
                break;
            case "remove":
                Take(root, path);
                break;
            case "test":
                if (!JsonNode.DeepEquals(Find(root, path, missingIsNull: true), operation["value"])) throw PatchErrors.Rejected();
                break;
            case "move":
                Add(root, path, Take(root, Pointer(operation, "from")));
                break;
            case "copy":
                Add(root, path, Find(root, Pointer(operation, "from"))?.DeepClone());
                break;
            default:
                throw PatchErrors.Rejected();
        }
    }

    private static void Add(JsonObject root, string[] path, JsonNode? value)
    {
        string last = path[^1];
        switch (Find(root, path.AsSpan(0, path.Length - 1)))
        {
            case JsonObject map:
                map[last] = value;
                break;
            case JsonArray list:
                list.Insert(last == "-" ? list.Count : Index(last, list.Count), value);
                break;
            default:
                throw PatchErrors.Rejected();
        }
    }

    // Unlike the RFC, a real server lets "replace" create a missing key of an object.
    private static void Replace(JsonObject root, string[] path, JsonNode? value)
    {
        if (Find(root, path.AsSpan(0, path.Length - 1)) is JsonArray list) list[Index(path[^1], list.Count - 1)] = value;
        else Add(root, path, value);
    }

    private static JsonNode? Take(JsonObject root, string[] path)
    {
        JsonNode? taken = Find(root, path);
        switch (Find(root, path.AsSpan(0, path.Length - 1)))
        {
            case JsonObject map:
                map.Remove(path[^1]);
                break;
            case JsonArray list:
                list.RemoveAt(Index(path[^1], list.Count - 1));
                break;
        }

        return taken;
    }

    private static JsonNode? Find(JsonObject root, ReadOnlySpan<string> path, bool missingIsNull = false)
    {
        JsonNode? node = root;
        for (int i = 0; i < path.Length; i++)
        {
            switch (node)
            {
                case JsonObject map when map.TryGetPropertyValue(path[i], out JsonNode? child):
                    node = child;
                    break;
                case JsonArray list:
                    node = list[Index(path[i], list.Count - 1)];
                    break;
                case JsonObject when missingIsNull && i == path.Length - 1:
                    return null;
                default:
                    throw PatchErrors.Rejected();
            }
        }

        return node;
    }

    private static string[] Pointer(JsonObject operation, string field)
    {
        string text = Text(operation, field) ?? throw PatchErrors.Rejected();
        if (text.Length > 0 && text[0] != '/') throw PatchErrors.Rejected();
        return [.. text.Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    private static JsonNode? Value(JsonObject operation)
        => operation.TryGetPropertyValue("value", out JsonNode? value) ? value?.DeepClone() : throw PatchErrors.Rejected();

    private static string? Text(JsonObject operation, string field)
        => operation[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static int Index(string text, int most)
        => int.TryParse(text, out int index) && index >= 0 && index <= most ? index : throw PatchErrors.Rejected();

    private static string GoType(JsonNode? node) => node?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Object => "object",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.Number => "number",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "bool",
        _ => "null",
    };
}
