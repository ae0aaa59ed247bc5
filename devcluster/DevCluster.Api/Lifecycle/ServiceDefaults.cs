using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a Service; its address is of this cluster's range and leads nowhere.</summary>
internal static class ServiceDefaults
{
    private static int _last = 9;

    public static void Of(JsonObject spec)
    {
        spec["type"] ??= "ClusterIP";
        spec["sessionAffinity"] ??= "None";
        spec["internalTrafficPolicy"] ??= "Cluster";
        foreach (JsonNode? port in spec["ports"] as JsonArray ?? [])
        {
            port!["protocol"] ??= "TCP";
            if (port["targetPort"]!.ToString() is "0" or "") port["targetPort"] = port["port"]!.DeepClone();
        }
    }

    public static void OfNew(JsonObject item)
    {
        JsonObject spec = item["spec"]!.AsObject();
        spec["ipFamilies"] ??= new JsonArray("IPv4");
        spec["ipFamilyPolicy"] ??= "SingleStack";
        if (string.IsNullOrEmpty((string?)spec["clusterIP"])) spec["clusterIP"] = NextAddress();
        spec["clusterIPs"] ??= new JsonArray(spec["clusterIP"]!.DeepClone());
    }

    private static string NextAddress() => $"10.0.0.{(Interlocked.Increment(ref _last) % 245) + 10}";
}
