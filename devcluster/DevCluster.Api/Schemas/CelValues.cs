using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cel.Internal;

namespace DevCluster.Api.Schemas;

/// <summary>JSON as CEL sees it through a schema.</summary>
internal static class CelValues
{
    private static readonly HashSet<string> Keywords =
        ["true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while"];

    public static object? Of(JsonNode? node, SchemaNode? schema, bool resource = false) => node switch
    {
        null => null,
        JsonObject map => OfObject(map, schema, resource),
        JsonArray list => list.Select(item => Of(item, schema?.Items)).ToList(),
        _ => OfScalar(node.AsValue(), schema),
    };

    private static Dictionary<string, object?> OfObject(JsonObject map, SchemaNode? schema, bool resource)
    {
        Dictionary<string, object?> result = [];
        foreach ((string key, JsonNode? value) in map)
        {
            SchemaNode? property = schema?.Properties.GetValueOrDefault(key);
            // Keys of maps are data; names of fields must be CEL identifiers.
            string name = property is null && schema?.Additional is not null ? key : Escape(key);
            result[name] = resource && key == "metadata" ? OfMetadata(value) : Of(value, property ?? schema?.Additional);
        }

        return result;
    }

    // Rules see nothing else of an object's metadata.
    private static Dictionary<string, object?> OfMetadata(JsonNode? metadata)
        => (metadata as JsonObject ?? []).Where(pair => pair.Key is "name" or "generateName").ToDictionary(pair => pair.Key, pair => Of(pair.Value, null));

    private static object? OfScalar(JsonValue value, SchemaNode? schema) => value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when schema?.Type != "number" && Numbers.IsWhole(value) => (long)Numbers.Read(value)!.Value,
        JsonValueKind.Number => Numbers.Read(value),
        _ => OfText((string)value!, schema?.Format),
    };

    private static object? OfText(string text, string? format) => format switch
    {
        "date-time" or "date" when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
        "duration" => CelFunctions.ConvertDuration([text]),
        _ => text,
    };

    private static string Escape(string name)
    {
        if (Keywords.Contains(name)) return $"__{name}__";
        if (!name.Contains("__", StringComparison.Ordinal) && name.All(letter => letter is not ('.' or '-' or '/'))) return name;
        return new StringBuilder(name).Replace("__", "__underscores__").Replace(".", "__dot__").Replace("-", "__dash__").Replace("/", "__slash__").ToString();
    }
}
