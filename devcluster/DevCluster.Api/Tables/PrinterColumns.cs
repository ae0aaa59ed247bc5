using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Tables;

/// <summary>The columns of a custom resource: its additionalPrinterColumns, or its age.</summary>
internal static class PrinterColumns
{
    public static IReadOnlyList<Column> Of(JsonArray? additional)
        => [Column.OfName, .. additional is { Count: > 0 } ? additional.Select(column => Of(column!.AsObject())) : [Column.OfAge with { Type = "date" }]];

    private static Column Of(JsonObject column)
    {
        var path = JsonPath.Parse((string)column["jsonPath"]!);
        string type = (string)column["type"]!;
        return new Column((string)column["name"]!, (item, now) => Cell(path.Find(item), type, now))
        {
            Type = type,
            Format = (string?)column["format"] ?? "",
            Description = (string?)column["description"] ?? "",
            Priority = (int)(Numbers.Read(column["priority"]) ?? 0),
        };
    }

    private static JsonNode? Cell(IReadOnlyList<JsonNode> found, string type, DateTimeOffset now)
    {
        if (found.Count == 0) return null;
        JsonNode first = found[0];
        return type switch
        {
            "string" => string.Join(' ', found.Select(value => value.GetValueKind() == JsonValueKind.String ? (string)value! : value.ToJsonString())),
            "integer" => Numbers.Read(first) is { } whole ? (long)whole : null,
            "number" => Numbers.Read(first) is null ? null : first.DeepClone(),
            "boolean" => first.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? first.DeepClone() : null,
            "date" => first.GetValueKind() != JsonValueKind.String ? null : Ages.Parse(first) is { } time ? Ages.Text(now - time) : "<invalid>",
            _ => null,
        };
    }
}
