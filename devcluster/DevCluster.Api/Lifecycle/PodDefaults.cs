using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a pod's spec, and to a new Pod on top.</summary>
internal static class PodDefaults
{
    public static void OfNew(JsonObject item, string now)
    {
        JsonObject spec = item["spec"]!.AsObject();
        if (spec["serviceAccountName"] is { } account) spec["serviceAccount"] ??= account.DeepClone();
        spec["priority"] ??= 0;
        spec["preemptionPolicy"] ??= "PreemptLowerPriority";
        item["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = Quality.Of(spec) };
        if (spec["schedulingGates"] is JsonArray { Count: > 0 }) PodConditions.Set(item, now, "PodScheduled", "False", "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates");
    }

    public static void Of(JsonObject spec)
    {
        OfSpec(spec);
        spec["enableServiceLinks"] ??= true;
        if (spec["tolerations"] is not JsonArray) spec["tolerations"] = new JsonArray();
        JsonArray tolerations = spec["tolerations"]!.AsArray();
        foreach (string key in (string[])["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
            if (!tolerations.Any(one => Tolerates(one!, key))) tolerations.Add((JsonNode)Toleration(key));
    }

    public static void OfSpec(JsonObject spec)
    {
        spec["restartPolicy"] ??= "Always";
        spec["terminationGracePeriodSeconds"] ??= 30L;
        spec["dnsPolicy"] ??= "ClusterFirst";
        spec["securityContext"] ??= new JsonObject();
        spec["schedulerName"] ??= "default-scheduler";
        if ((string?)spec["serviceAccountName"] is { Length: > 0 } account) spec["serviceAccount"] ??= account;
        foreach (string list in (string[])["initContainers", "containers"])
            foreach (JsonNode? container in spec[list] as JsonArray ?? []) ContainerDefaults.Of(container!.AsObject());
        foreach (JsonNode? volume in spec["volumes"] as JsonArray ?? []) VolumeDefaults.Of(volume!.AsObject());
    }

    private static bool Tolerates(JsonNode one, string key)
        => ((string?)one["key"] == key || one["key"] is null) && (string?)one["effect"] is null or "NoExecute" && (one["key"] is not null || (string?)one["operator"] == "Exists");

    private static JsonObject Toleration(string key) => new()
    {
        ["key"] = key,
        ["operator"] = "Exists",
        ["effect"] = "NoExecute",
        ["tolerationSeconds"] = 300,
    };
}
