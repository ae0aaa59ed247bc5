using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a new object of a kind it knows.</summary>
internal static class Completion
{
    public static void OfNew(ClusterState cluster, ResourceKind kind, JsonObject item)
    {
        switch (kind.Resource)
        {
            case "namespaces":
                Labels(item)["kubernetes.io/metadata.name"] = (string)item["metadata"]!["name"]!;
                JsonArray holders = item["spec"]?["finalizers"]?.DeepClone() as JsonArray ?? [];
                if (!holders.Any(one => (string?)one == "kubernetes")) holders.Add("kubernetes");
                item["spec"] = new JsonObject { ["finalizers"] = holders };
                item["status"] = new JsonObject { ["phase"] = "Active" };
                break;
            case "pods":
                PodDefaults.OfPod(item);
                break;
            case "nodes":
                NodeDefaults.OfNew(item);
                break;
            case "services":
                ServiceDefaults.OfNew(item);
                break;
            case "secrets":
                Secret(item);
                break;
            case "jobs.batch":
                JobDefaults.OfNew(item);
                break;
            case "customresourcedefinitions.apiextensions.k8s.io":
                Definition(cluster, item);
                break;
        }
    }

    internal static JsonObject Labels(JsonObject item)
    {
        JsonObject metadata = item["metadata"]!.AsObject();
        if (metadata["labels"] is not JsonObject) metadata["labels"] = new JsonObject();
        return metadata["labels"]!.AsObject();
    }

    private static void Secret(JsonObject item)
    {
        item["type"] ??= "Opaque";
        if (item["stringData"] is not JsonObject texts) return;
        JsonObject data = item["data"] as JsonObject ?? [];
        foreach ((string key, JsonNode? value) in texts) data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes((string)value!));
        item["data"] = data;
        item.Remove("stringData");
    }

    private static void Definition(ClusterState cluster, JsonObject item)
    {
        JsonArray stored = [.. item["spec"]!["versions"]!.AsArray().Where(v => (bool?)v!["storage"] == true).Select(v => v!["name"]!.DeepClone())];
        JsonObject Condition(string type, string reason, string message) => new()
        {
            ["type"] = type,
            ["status"] = "True",
            ["lastTransitionTime"] = cluster.Now,
            ["reason"] = reason,
            ["message"] = message,
        };
        JsonObject names = item["spec"]!["names"]!.AsObject();
        names["singular"] ??= ((string)names["kind"]!).ToLowerInvariant();
        names["listKind"] ??= (string)names["kind"]! + "List";
        item["spec"]!["conversion"] ??= new JsonObject { ["strategy"] = "None" };
        item["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(
                Condition("NamesAccepted", "NoConflicts", "no conflicts found"),
                Condition("Established", "InitialNamesAccepted", "the initial names have been accepted")),
            ["acceptedNames"] = item["spec"]!["names"]!.DeepClone(),
            ["storedVersions"] = stored,
        };
    }
}
