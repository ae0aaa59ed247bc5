using System.Text.Json.Nodes;
using static DevCluster.Api.Tables.Cells;

namespace DevCluster.Api.Tables;

/// <summary>The table of Pods.</summary>
internal static class PodColumns
{
    public static IReadOnlyList<Column> All =>
    [
        Column.OfName,
        new("Ready", (pod, _) => $"{Statuses(pod).Count(IsReady)}/{List(pod["spec"]?["containers"]).Count}"),
        new("Status", (pod, _) => PodReason.Of(pod)),
        new("Restarts", (pod, now) => Restarts(pod, now)),
        Column.OfAge,
        new Column("IP", (pod, _) => Text(pod["status"]?["podIP"], None)).Wide(),
        new Column("Node", (pod, _) => Text(pod["spec"]?["nodeName"], None)).Wide(),
        new Column("Nominated Node", (pod, _) => Text(pod["status"]?["nominatedNodeName"], None)).Wide(),
        new Column("Readiness Gates", (pod, _) => Gates(pod)).Wide(),
    ];

    private static JsonArray Statuses(JsonObject pod) => List(pod["status"]?["containerStatuses"]);

    private static bool IsReady(JsonNode? status) => Flag(status?["ready"]) && status?["state"]?["running"] is not null;

    private static string Restarts(JsonObject pod, DateTimeOffset now)
    {
        long count = Statuses(pod).Sum(status => Number(status?["restartCount"]));
        DateTimeOffset? last = Statuses(pod).Select(status => Ages.Parse(status?["lastState"]?["terminated"]?["finishedAt"])).Max();
        return count > 0 && last is { } time ? $"{count} ({Ages.Text(now - time)} ago)" : $"{count}";
    }

    private static string Gates(JsonObject pod)
    {
        JsonArray gates = List(pod["spec"]?["readinessGates"]);
        return gates.Count == 0 ? None : $"{gates.Count(gate => IsTrue(pod, Text(gate?["conditionType"])))}/{gates.Count}";
    }
}
