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
                item["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
                item["status"] = new JsonObject { ["phase"] = "Active" };
                break;
            case "pods":
                item["status"] = new JsonObject { ["phase"] = "Pending" };
                break;
            case "secrets":
                Secret(item);
                break;
            case "jobs.batch":
                Job(item);
                break;
            case "customresourcedefinitions.apiextensions.k8s.io":
                Definition(cluster, item);
                break;
        }
    }

    private static JsonObject Labels(JsonObject item)
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

    private static void Job(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec) return;
        spec["parallelism"] ??= 1;
        spec["backoffLimit"] ??= 6;
        spec["completionMode"] ??= "NonIndexed";
        spec["suspend"] ??= false;
        spec["podReplacementPolicy"] ??= "TerminatingOrFailed";
        string uid = (string)item["metadata"]!["uid"]!;
        spec["selector"] ??= new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid } };
        if (spec["template"] is not JsonObject template) return;
        if (template["metadata"] is not JsonObject) template["metadata"] = new JsonObject();
        JsonObject labels = Labels(template);
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["batch.kubernetes.io/job-name"] = (string)item["metadata"]!["name"]!;
        labels["controller-uid"] = uid;
        labels["job-name"] = (string)item["metadata"]!["name"]!;
        item["status"] = new JsonObject();
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
