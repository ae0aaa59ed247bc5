using System.Text.Json.Nodes;

namespace DevCluster.Api.Tables;

/// <summary>Writes objects as a meta.k8s.io Table, which kubectl get shows.</summary>
public static class TableWriter
{
    /// <summary>A table whose rows carry the metadata of their objects; its own metadata is left to the caller.</summary>
    public static JsonObject Table(
        string apiVersion, string kind, IReadOnlyList<JsonObject> items, JsonArray? crdColumns, DateTimeOffset now, bool columns)
    {
        IReadOnlyList<Column> all = (crdColumns is null ? BuiltInColumns.Of(apiVersion, kind) : null) ?? PrinterColumns.Of(crdColumns);
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = new JsonObject(),
            ["columnDefinitions"] = columns ? new JsonArray([.. all.Select(column => column.Definition())]) : null,
            ["rows"] = new JsonArray([.. items.Select(item => Row(kind, item, all, now))]),
        };
    }

    private static JsonObject Row(string kind, JsonObject item, IReadOnlyList<Column> columns, DateTimeOffset now)
    {
        JsonObject row = new() { ["cells"] = new JsonArray([.. columns.Select(column => column.Cell(item, now))]) };
        if (kind == "Pod" && PodReason.Completion(item) is { } completion) row["conditions"] = new JsonArray(completion);
        row["object"] = new JsonObject
        {
            ["kind"] = "PartialObjectMetadata",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = item["metadata"]?.DeepClone(),
        };
        return row;
    }
}
