using System.Globalization;
using System.Text.Json.Nodes;

namespace DevCluster.Pods.Json;

/// <summary>Reads objects that are kept as JSON: what is absent is null or empty.</summary>
internal static class Read
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (string step in path) node = (node as JsonObject)?[step];
        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path)?.ToString();

    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path)
        => node.At(path) is { } value ? long.Parse(value.ToString(), CultureInfo.InvariantCulture) : null;

    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path)
        => node.Text(path) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    public static bool Is(this JsonNode? node, params ReadOnlySpan<string> path) => node.Text(path) == "true";

    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path)
        => node.At(path) is JsonArray items ? items.OfType<JsonObject>() : [];

    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path)
        => node.At(path) is JsonArray items ? items.Select(item => item!.ToString()) : [];

    public static IEnumerable<KeyValuePair<string, string>> Pairs(this JsonNode? node, params ReadOnlySpan<string> path)
        => node.At(path) is JsonObject map ? map.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.ToString() ?? "")) : [];

    public static string Name(this JsonNode node) => node.Text("metadata", "name")!;

    public static string Namespace(this JsonNode node) => node.Text("metadata", "namespace") ?? "";

    public static string Uid(this JsonNode node) => node.Text("metadata", "uid")!;

    public static JsonObject Copy(this JsonNode node) => node.DeepClone().AsObject();

    /// <summary>The condition of a type, or null.</summary>
    public static JsonObject? Condition(this JsonNode item, string type)
        => item.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);

    public static bool Has(this JsonNode item, string condition) => item.Condition(condition).Text("status") == "True";

    /// <summary>A time as metav1.Time writes it.</summary>
    public static string Stamp(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
