using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>Path elements: f:field, k:{"key":"value"} for an item of a keyed list, v:"value" for one of a set.</summary>
internal static class PathElements
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Field(string name) => "f:" + name;

    public static string Item(JsonNode? item, Shape list)
    {
        if (list.Kind == ShapeKind.Set) return "v:" + (item?.ToJsonString(Plain) ?? "null");
        JsonObject key = [];
        foreach (string name in list.Keys.Order(StringComparer.Ordinal))
        {
            JsonNode? value = item?[name]?.DeepClone() ?? (list.KeyDefaults.TryGetValue(name, out string? otherwise) ? otherwise : null);
            if (value is not null) key[name] = value;
        }

        return "k:" + key.ToJsonString(Plain);
    }

    /// <summary>An element as error messages show it.</summary>
    public static string Show(string element)
    {
        string rest = element[2..];
        return element[0] switch
        {
            'f' => "." + rest,
            'v' => $"[={rest}]",
            _ => $"[{string.Join(',', JsonNode.Parse(rest)!.AsObject().Select(pair => $"{pair.Key}={pair.Value?.ToJsonString(Plain)}"))}]",
        };
    }

    /// <summary>The parts of an object or list that have paths of their own; null when the value is one leaf.</summary>
    public static List<Part>? Parts(JsonNode? value, Shape shape) => (value, shape.Kind) switch
    {
        (JsonObject map, ShapeKind.Map or ShapeKind.Any) => [.. map.Where(pair => pair.Value is not null)
            .Select(pair => new Part(Field(pair.Key), pair.Value, shape.Of(pair.Key), !shape.IsField(pair.Key)))],
        (JsonArray list, ShapeKind.KeyedList or ShapeKind.Set) => [.. list.Select(item => new Part(Item(item, shape), item, shape.Element ?? Shape.Any, true))],
        _ => null,
    };
}
