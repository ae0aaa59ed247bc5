using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>Numbers in JSON, read and written as a Go server does.</summary>
internal static class Numbers
{
    public static double? Read(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;

    public static bool IsWhole(JsonNode? node) => Read(node) is { } number && Math.Floor(number) == number && Math.Abs(number) < 1e18;

    /// <summary>The text of a number in a message: whole numbers without a fraction.</summary>
    public static string Text(JsonNode? node)
        => IsWhole(node) ? ((long)Read(node)!.Value).ToString(CultureInfo.InvariantCulture) : Read(node)?.ToString("R", CultureInfo.InvariantCulture) ?? "null";

    /// <summary>Writes 16.0 as 16, everywhere below; the server stores floats that way.</summary>
    public static JsonNode? Normalize(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Normalize(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Normalize)]),
        JsonValue value when IsFraction(value) && IsWhole(value) => JsonValue.Create((long)Read(value)!.Value),
        _ => node?.DeepClone(),
    };

    private static bool IsFraction(JsonValue value)
        => value.GetValueKind() == JsonValueKind.Number && value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E');
}
