using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a new Node: the not-ready taint, what can be allocated, and empty system information.</summary>
internal static class NodeDefaults
{
    private static readonly string[] Information =
        ["machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion", "kubeletVersion", "kubeProxyVersion", "operatingSystem", "architecture"];

    public static void OfNew(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec) item["spec"] = spec = [];
        if (spec["taints"] is not JsonArray) spec["taints"] = new JsonArray();
        JsonArray taints = spec["taints"]!.AsArray();
        if (!taints.Any(one => (string?)one!["key"] == "node.kubernetes.io/not-ready"))
            taints.Add((JsonNode)new JsonObject { ["key"] = "node.kubernetes.io/not-ready", ["effect"] = "NoSchedule" });
        if (item["status"] is not JsonObject status) item["status"] = status = [];
        status["daemonEndpoints"] ??= new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = 0 } };
        if (status["nodeInfo"] is not JsonObject) status["nodeInfo"] = new JsonObject();
        foreach (string field in Information) status["nodeInfo"]![field] ??= "";
    }
}
