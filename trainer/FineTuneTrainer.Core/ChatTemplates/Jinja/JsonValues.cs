using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Turns JSON into the values of templates; a number with a point or an exponent is a float.</summary>
internal static class JsonValues
{
    public static object? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonArray array => new PyList(array.Select(Of)),
        JsonObject obj => Dict(obj),
        JsonValue value => Scalar(value),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static PyDict Dict(JsonObject obj)
    {
        var dict = new PyDict();
        foreach ((string name, JsonNode? value) in obj) dict[name] = Of(value);
        return dict;
    }

    private static object? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value.ToJsonString()),
        _ => null,
    };

    private static object Number(string text) => text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0
        ? double.Parse(text, CultureInfo.InvariantCulture)
        : BigInteger.Parse(text, CultureInfo.InvariantCulture);
}
