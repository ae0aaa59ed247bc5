using System.Text.Json.Nodes;

namespace DevCluster.Api.Tables;

/// <summary>A column of a table and how its cell is read from an object.</summary>
internal sealed record Column(string Name, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    public string Type { get; init; } = "string";
    public string Format { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>0 is always shown; 1 only in wide output.</summary>
    public int Priority { get; init; }

    public static Column OfName => new("Name", (item, _) => item["metadata"]?["name"]?.DeepClone()) { Format = "name" };

    public static Column OfAge => new("Age", (item, now) => Ages.Since(item["metadata"]?["creationTimestamp"], now));

    public Column Wide() => this with { Priority = 1 };

    public JsonObject Definition() => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Format,
        ["description"] = Description,
        ["priority"] = Priority,
    };
}
