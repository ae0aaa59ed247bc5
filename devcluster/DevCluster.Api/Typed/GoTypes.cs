using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Typed;

/// <summary>How Go calls the kinds of JSON values and the types of fields.</summary>
internal static class GoTypes
{
    public static string KindOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => Numbers.IsWhole(value) ? "number" : $"number {value.ToJsonString()}",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "bool",
    };

    public static string NameOf(Shape shape) => shape.Form switch
    {
        ValueForm.Struct => "v1." + shape.Type,
        ValueForm.List => "[]" + NameOf(shape.Element!),
        ValueForm.Map => "map[string]" + NameOf(shape.Element!),
        _ => shape.Type switch
        {
            "int" => "int32",
            "long" => "int64",
            "double" => "float64",
            "bytes" => "[]uint8",
            _ => shape.Type,
        },
    };
}
