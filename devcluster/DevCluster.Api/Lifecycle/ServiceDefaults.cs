using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a new Service; its address is of this cluster's range and leads nowhere.</summary>
internal static class ServiceDefaults
{
    private static int _last = 9;

    public static void OfNew(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec) item["spec"] = spec = [];
        spec["type"] ??= "ClusterIP";
        spec["sessionAffinity"] ??= "None";
        spec["ipFamilies"] ??= new JsonArray("IPv4");
        spec["ipFamilyPolicy"] ??= "SingleStack";
        spec["internalTrafficPolicy"] ??= "Cluster";
        if (string.IsNullOrEmpty((string?)spec["clusterIP"])) spec["clusterIP"] = NextAddress();
        spec["clusterIPs"] ??= new JsonArray(spec["clusterIP"]!.DeepClone());
        foreach (JsonNode? port in spec["ports"] as JsonArray ?? [])
        {
            port!["protocol"] ??= "TCP";
            port["targetPort"] ??= port["port"]?.DeepClone();
        }

        item["status"] ??= new JsonObject { ["loadBalancer"] = new JsonObject() };
    }

    private static string NextAddress() => $"10.0.0.{(Interlocked.Increment(ref _last) % 245) + 10}";
}
