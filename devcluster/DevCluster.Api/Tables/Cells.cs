using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Tables;

/// <summary>Small readings that several tables share.</summary>
internal static class Cells
{
    public const string None = "<none>";

    public static string Text(JsonNode? value, string otherwise = "") => value is JsonValue && value.ToString() is { Length: > 0 } text ? text : otherwise;

    public static JsonArray List(JsonNode? value) => value as JsonArray ?? [];

    public static int Count(JsonNode? map) => (map as JsonObject)?.Count ?? 0;

    public static long Number(JsonNode? value) => (long)(Numbers.Read(value) ?? 0);

    public static bool Flag(JsonNode? value) => value is JsonValue flag && flag.TryGetValue(out bool on) && on;

    public static string Joined(IEnumerable<string> values) => string.Join(',', values) is { Length: > 0 } text ? text : None;

    /// <summary>The status of a condition; null when the object has none of that type.</summary>
    public static string? Condition(JsonObject item, string type)
        => List(item["status"]?["conditions"]).Where(condition => Text(condition?["type"]) == type).Select(condition => Text(condition!["status"])).FirstOrDefault();

    public static bool IsTrue(JsonObject item, string condition) => Condition(item, condition) == "True";

    public static string Labels(JsonNode? map) => Joined((map as JsonObject ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>A label selector as text, expressions included.</summary>
    public static string Selector(JsonNode? selector)
    {
        if (selector is not JsonObject map) return None;
        IEnumerable<string> equal = (map["matchLabels"] as JsonObject ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        IEnumerable<string> others = List(map["matchExpressions"]).Select(Expression);
        return Joined(equal.Concat(others));
    }

    private static string Expression(JsonNode? expression)
    {
        string key = Text(expression?["key"]);
        string values = string.Join(',', List(expression?["values"]).Select(value => Text(value)));
        return Text(expression?["operator"]) switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => $"!{key}",
            _ => key,
        };
    }
}
