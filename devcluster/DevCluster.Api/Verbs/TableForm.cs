using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Tables;

namespace DevCluster.Api.Verbs;

/// <summary>Answers and watch events as Tables, which is what kubectl get asks for.</summary>
internal static class TableForm
{
    public static JsonObject Of(Call call, JsonNode body, bool columns = true)
    {
        bool list = body["items"] is JsonArray;
        JsonObject[] items = list ? [.. body["items"]!.AsArray().Select(item => item!.AsObject())] : [body.AsObject()];
        JsonArray? custom = call.Kind.Custom ? call.Kind.Definition?["additionalPrinterColumns"] as JsonArray ?? [] : null;
        JsonObject table = TableWriter.Table(call.Kind.ApiVersion, call.Kind.Kind, items, custom, call.Cluster.Time.GetUtcNow(), columns);
        table["metadata"] = list
            ? Metadata(body["metadata"]!)
            : new JsonObject { ["resourceVersion"] = body["metadata"]?["resourceVersion"]?.DeepClone() };
        Rows(call, table["rows"]!.AsArray(), items);
        if (call.Accepted.Version == "v1beta1") Beta(table);
        return table;
    }

    private static JsonObject Metadata(JsonNode list)
    {
        JsonObject metadata = list.DeepClone().AsObject();
        if ((string?)metadata["continue"] == "") metadata.Remove("continue");
        return metadata;
    }

    private static void Rows(Call call, JsonArray rows, JsonObject[] items)
    {
        string include = call.Query("includeObject") is { Length: > 0 } asked ? asked : "Metadata";
        if (include is not ("Metadata" or "Object" or "None"))
            throw Refusals.BadRequest($"Unable to convert to Table as requested: includeObject: Invalid value: \"{include}\": must be 'Metadata', 'Object', 'None', or empty");
        if (include == "Metadata" || rows.Count != items.Length) return;
        for (int i = 0; i < items.Length; i++)
        {
            JsonObject row = rows[i]!.AsObject();
            row["object"] = null;
            if (include == "None") continue;
            JsonObject item = new() { ["kind"] = call.Kind.Kind, ["apiVersion"] = call.Kind.ApiVersion };
            foreach ((string field, JsonNode? value) in items[i]) if (!item.ContainsKey(field)) item[field] = value?.DeepClone();
            row["object"] = item;
        }
    }

    private static void Beta(JsonObject table)
    {
        table["apiVersion"] = "meta.k8s.io/v1beta1";
        foreach (JsonNode? row in table["rows"]!.AsArray())
            if ((string?)row!["object"]?["kind"] == "PartialObjectMetadata") row["object"]!["apiVersion"] = "meta.k8s.io/v1beta1";
    }
}
