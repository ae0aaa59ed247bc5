using System.Text.Json;

namespace FineTuneTrainer.Core.Tokenizers.Json;

/// <summary>Reads members of JSON objects, and says which one is wrong.</summary>
internal static class JsonParts
{
    public static JsonDocument Parse(Stream json, string file)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>The member, or null where it is absent or null.</summary>
    public static JsonElement? Find(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement Need(this JsonElement parent, string name) =>
        parent.Find(name) ?? throw new InvalidDataException($"'{name}' is missing in {Short(parent)}.");

    public static string Text(this JsonElement parent, string name)
    {
        JsonElement value = parent.Need(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, value, "text");
    }

    public static string? TextOrNull(this JsonElement parent, string name) => parent.Find(name) is null ? null : parent.Text(name);

    public static bool Flag(this JsonElement parent, string name, bool otherwise) => parent.Find(name) is { } value
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, value, "true or false")
        : otherwise;

    public static int Number(this JsonElement parent, string name, int? otherwise = null)
    {
        if (otherwise is { } number && parent.Find(name) is null) return number;
        JsonElement value = parent.Need(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int result) ? result : throw Wrong(name, value, "a whole number");
    }

    public static JsonElement.ArrayEnumerator List(this JsonElement parent, string name)
    {
        JsonElement value = parent.Need(name);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(name, value, "a list");
    }

    /// <summary>The steps of an element: none where it is null, those of a Sequence flattened, or itself.</summary>
    public static IEnumerable<JsonElement> Steps(this JsonElement? element, string list)
    {
        if (element is not { } step) return [];
        return step.TextOrNull("type") == "Sequence" ? step.List(list).SelectMany(s => Steps(s, list)) : [step];
    }

    /// <summary>What is not known is refused by name.</summary>
    public static InvalidDataException Unknown(string element, string? type) =>
        new($"The {element} '{type ?? "without a type"}' is not supported.");

    private static InvalidDataException Wrong(string name, JsonElement value, string expected) =>
        new($"'{name}' is {Short(value)}, it must be {expected}.");

    private static string Short(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length > 60 ? text[..60] + "..." : text;
    }
}
