using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Lifecycle;

/// <summary>The defaults of built-in kinds, which hold for every write; what happens once, at creation, is Completion's.</summary>
internal static class Defaults
{
    public static void Of(ResourceKind kind, JsonObject item)
    {
        switch (kind.Resource)
        {
            case "pods":
                PodDefaults.Of(item["spec"]!.AsObject());
                break;
            case "services":
                ServiceDefaults.Of(item["spec"]!.AsObject());
                break;
            case "secrets":
                Secret(item);
                break;
            case "nodes":
                if (item["status"]?["capacity"] is JsonObject capacity) item["status"]!["allocatable"] ??= capacity.DeepClone();
                break;
            case Definitions.Resource:
                Definitions.Default(item["spec"]!.AsObject());
                break;
            case "jobs.batch":
                JobDefaults.Of(item);
                break;
            case "rolebindings.rbac.authorization.k8s.io" or "clusterrolebindings.rbac.authorization.k8s.io":
                Binding(item);
                break;
            case "networkpolicies.networking.k8s.io":
                Policy(item["spec"]!.AsObject());
                break;
            case "persistentvolumeclaims":
                item["spec"]!["volumeMode"] ??= "Filesystem";
                break;
            case "priorityclasses.scheduling.k8s.io":
                item["preemptionPolicy"] ??= "PreemptLowerPriority";
                break;
        }
    }

    private static void Secret(JsonObject item)
    {
        item["type"] ??= "Opaque";
        if (item["stringData"] is not JsonObject texts) return;
        JsonObject data = item["data"]?.DeepClone() as JsonObject ?? [];
        foreach ((string key, JsonNode? value) in texts) data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes((string)value!));
        item["data"] = data;
        item.Remove("stringData");
    }

    private static void Binding(JsonObject item)
    {
        if ((string?)item["roleRef"]!["apiGroup"] is null or "") item["roleRef"]!["apiGroup"] = "rbac.authorization.k8s.io";
        foreach (JsonNode? subject in item["subjects"] as JsonArray ?? [])
            if ((string?)subject!["kind"] is "User" or "Group") subject["apiGroup"] ??= "rbac.authorization.k8s.io";
    }

    private static void Policy(JsonObject spec)
    {
        spec["policyTypes"] ??= spec["egress"] is null ? new JsonArray("Ingress") : new JsonArray("Ingress", "Egress");
        foreach (JsonNode? rule in (spec["ingress"] as JsonArray ?? []).Concat(spec["egress"] as JsonArray ?? []))
            foreach (JsonNode? port in rule!["ports"] as JsonArray ?? []) port!["protocol"] ??= "TCP";
    }
}
