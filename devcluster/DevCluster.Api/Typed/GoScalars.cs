using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Typed;

/// <summary>Reads a scalar as Go does and writes it in Go's form.</summary>
internal static class GoScalars
{
    /// <summary>Null for a value of another type.</summary>
    public static JsonNode? Read(JsonNode value, Shape shape)
    {
        JsonValueKind kind = value.GetValueKind();
        return (shape.Type, kind) switch
        {
            ("string", JsonValueKind.String) => value.DeepClone(),
            ("bool", JsonValueKind.True or JsonValueKind.False) => value.DeepClone(),
            ("int", JsonValueKind.Number) => Whole(value, int.MinValue, int.MaxValue),
            ("long", JsonValueKind.Number) => Whole(value, long.MinValue, long.MaxValue),
            ("double", JsonValueKind.Number) => value.DeepClone(),
            ("time", JsonValueKind.String) => GoTime.Time((string)value!),
            ("microtime", JsonValueKind.String) => GoTime.MicroTime((string)value!),
            ("quantity", JsonValueKind.String or JsonValueKind.Number) => Quantity.Canonical(value.ToString()),
            ("intstr", JsonValueKind.String) => value.DeepClone(),
            ("intstr", JsonValueKind.Number) => Whole(value, int.MinValue, int.MaxValue),
            ("bytes", JsonValueKind.String) => Bytes((string)value!),
            _ => null,
        };
    }

    private static JsonNode? Whole(JsonNode value, double least, double most)
        => Numbers.IsWhole(value) && Numbers.Read(value) is { } number && number >= least && number <= most ? Numbers.Normalize(value) : null;

    private static JsonValue Bytes(string text)
    {
        try
        {
            return JsonValue.Create(Convert.ToBase64String(Convert.FromBase64String(text)));
        }
        catch (FormatException)
        {
            int at = text.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/').Count();
            throw new GoDecodingException($"illegal base64 data at input byte {at}");
        }
    }
}
