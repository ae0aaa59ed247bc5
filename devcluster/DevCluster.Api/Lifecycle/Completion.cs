using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a new object of a kind it knows, once.</summary>
internal static class Completion
{
    public static void OfNew(ClusterState cluster, ResourceKind kind, JsonObject item)
    {
        switch (kind.Resource)
        {
            case "namespaces":
                Namespace(item);
                break;
            case "pods":
                if (cluster.DefaultServiceAccounts && item["spec"]!["serviceAccountName"] is null) item["spec"]!["serviceAccountName"] = "default";
                PodDefaults.OfNew(item, cluster.Now);
                break;
            case "nodes":
                NodeDefaults.OfNew(item);
                break;
            case "services":
                ServiceDefaults.OfNew(item);
                break;
            case "jobs.batch":
                JobDefaults.OfNew(item);
                break;
            case Definitions.Resource:
                Definitions.OfNew(item);
                break;
        }
    }

    internal static JsonObject Labels(JsonObject item)
    {
        JsonObject metadata = item["metadata"]!.AsObject();
        if (metadata["labels"] is not JsonObject) metadata["labels"] = new JsonObject();
        return metadata["labels"]!.AsObject();
    }

    private static void Namespace(JsonObject item)
    {
        Labels(item)["kubernetes.io/metadata.name"] = (string)item["metadata"]!["name"]!;
        JsonArray holders = item["spec"]?["finalizers"]?.DeepClone() as JsonArray ?? [];
        if (!holders.Any(one => (string?)one == "kubernetes")) holders.Add("kubernetes");
        item["spec"] = new JsonObject { ["finalizers"] = holders };
        item["status"] = new JsonObject { ["phase"] = "Active" };
    }
}
