using System.Text.Json.Nodes;
using static DevCluster.Api.Tables.Cells;

namespace DevCluster.Api.Tables;

/// <summary>The table of Events, of both of their API groups.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<Column> All =>
    [
        new("Last Seen", (item, now) => Ages.Since(Last(item), now)),
        new("Type", (item, _) => Text(item["type"])),
        new("Reason", (item, _) => Text(item["reason"])),
        new("Object", (item, _) => Target(item)),
        new Column("Subobject", (item, _) => Text(Involved(item)?["fieldPath"])).Wide(),
        new Column("Source", (item, _) => Source(item)).Wide(),
        new("Message", (item, _) => Text(item["message"] ?? item["note"]).Trim()),
        new Column("First Seen", (item, now) => Ages.Since(First(item), now)).Wide(),
        new Column("Count", (item, _) => Count(item)).Wide(),
        Column.OfName.Wide(),
    ];

    private static JsonNode? Involved(JsonObject item) => item["involvedObject"] ?? item["regarding"];

    private static JsonNode? First(JsonObject item) => item["firstTimestamp"] ?? item["deprecatedFirstTimestamp"] ?? item["eventTime"];

    private static JsonNode? Last(JsonObject item)
        => item["series"]?["lastObservedTime"] ?? item["lastTimestamp"] ?? item["deprecatedLastTimestamp"] ?? First(item);

    private static string Target(JsonObject item)
    {
        string kind = Text(Involved(item)?["kind"]).ToLowerInvariant();
        string name = Text(Involved(item)?["name"]);
        return kind.Length == 0 ? name : name.Length == 0 ? kind : $"{kind}/{name}";
    }

    private static string Source(JsonObject item)
    {
        JsonNode? source = item["source"] ?? item["deprecatedSource"];
        string component = Text(source?["component"], Text(item["reportingComponent"] ?? item["reportingController"]));
        string host = Text(source?["host"], source?["component"] is null ? Text(item["reportingInstance"]) : "");
        return host.Length > 0 ? $"{component}, {host}" : component;
    }

    private static long Count(JsonObject item)
        => item["series"]?["count"] is { } series ? Number(series) : Math.Max(1, Number(item["count"] ?? item["deprecatedCount"]));
}
