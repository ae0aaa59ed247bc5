using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>The fields that an applied configuration claims.</summary>
internal static class AppliedFields
{
    public static FieldSet Of(JsonNode? value, Shape shape)
    {
        if (PathElements.Parts(value, shape) is not { } parts) return FieldSet.Leaf;
        return FieldSet.Of(false, parts.Select(part => KeyValuePair.Create(part.Element, Claim(part))));
    }

    private static FieldSet Claim(Part part)
    {
        FieldSet below = Of(part.Value, part.Shape);
        bool empty = part.Value is JsonObject { Count: 0 };
        return part.CountsItself || empty ? FieldSet.Leaf.Union(below) : below;
    }
}
