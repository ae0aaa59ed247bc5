using System.Text.Json.Nodes;
using static DevCluster.Api.Tables.Cells;

namespace DevCluster.Api.Tables;

/// <summary>The table of Jobs.</summary>
internal static class JobColumns
{
    public static IReadOnlyList<Column> All =>
    [
        Column.OfName,
        new("Status", (job, _) => Status(job)),
        new("Completions", (job, _) => Completions(job)),
        new("Duration", (job, now) => Duration(job, now)),
        Column.OfAge,
        new Column("Containers", (job, _) => Containers(job, "name")).Wide(),
        new Column("Images", (job, _) => Containers(job, "image")).Wide(),
        new Column("Selector", (job, _) => Selector(job["spec"]?["selector"])).Wide(),
    ];

    private static string Status(JsonObject job)
    {
        if (IsTrue(job, "Complete")) return "Complete";
        if (IsTrue(job, "Failed")) return "Failed";
        if (job["metadata"]?["deletionTimestamp"] is not null) return "Terminating";
        return Array.Find(["Suspended", "FailureTarget", "SuccessCriteriaMet"], condition => IsTrue(job, condition)) ?? "Running";
    }

    private static string Completions(JsonObject job)
    {
        long succeeded = Number(job["status"]?["succeeded"]);
        if (job["spec"]?["completions"] is { } completions) return $"{succeeded}/{Number(completions)}";
        long parallelism = Number(job["spec"]?["parallelism"]);
        return parallelism > 1 ? $"{succeeded}/1 of {parallelism}" : $"{succeeded}/1";
    }

    private static string Duration(JsonObject job, DateTimeOffset now)
        => Ages.Parse(job["status"]?["startTime"]) is { } start ? Ages.Text((Ages.Parse(job["status"]?["completionTime"]) ?? now) - start) : "";

    private static string Containers(JsonObject job, string field)
        => string.Join(',', List(job["spec"]?["template"]?["spec"]?["containers"]).Select(container => Text(container?[field])));
}
