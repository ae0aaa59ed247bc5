using System.Text.Json.Nodes;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Lifecycle;

/// <summary>How an object goes: at once, after its finalizers, or after a pod's grace period.</summary>
internal static class Deletion
{
    /// <summary>A dying object without finalizers and without a grace period left is gone.</summary>
    public static bool IsFinished(JsonObject item)
        => item["metadata"]!["deletionTimestamp"] is not null
            && item["metadata"]!["finalizers"] is not JsonArray { Count: > 0 }
            && ((long?)item["metadata"]!["deletionGracePeriodSeconds"] ?? 0) == 0
            && item["spec"]?["finalizers"] is not JsonArray { Count: > 0 };

    /// <summary>Deletes an object, with what hangs on it; the object as it was last, or null when there is none.</summary>
    public static JsonObject? Delete(ClusterState cluster, ObjectKey key, long? grace, string? propagation = null)
    {
        JsonObject? last = null;
        // A pod's death can be watched even when nothing holds it any more.
        if (key.Resource == "pods") cluster.Log.Change(key, live => live is null ? null : Mark(cluster, key.Resource, live, grace, propagation));
        JsonObject? written = cluster.Log.Change(key, live =>
        {
            if (live is null) return null;
            JsonObject marked = Mark(cluster, key.Resource, live.DeepClone().AsObject(), grace, propagation);
            // Only pods die so that one can see it when nothing holds them.
            last = IsFinished(marked) && key.Resource != "pods" ? live : marked;
            return IsFinished(marked) ? null : marked;
        });
        if (last is null) return null;
        if (cluster.Log.Get(key) is null) last["metadata"]!["resourceVersion"] = cluster.Log.Revision.ToString();
        else last = written!.DeepClone().AsObject();
        GarbageCollector.Follow(cluster, key, last);
        if (key.Resource == "namespaces") Emptying.Start(cluster, key.Name);
        if (key.Resource == Definitions.Resource) Definitions.Clean(cluster, key.Name);
        return last;
    }

    private static JsonObject Mark(ClusterState cluster, string resource, JsonObject live, long? asked, string? propagation)
    {
        long grace = Grace(resource, live, asked);
        JsonObject metadata = live["metadata"]!.AsObject();
        if (resource == "namespaces") live["status"] = new JsonObject { ["phase"] = "Terminating" };
        if (resource == Definitions.Resource) Definitions.Hold(metadata);
        GarbageCollector.Hold(metadata, propagation);
        if (metadata["deletionTimestamp"] is null)
        {
            metadata["deletionTimestamp"] = cluster.Time.GetUtcNow().AddSeconds(grace).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
            if (resource != Definitions.Resource && metadata["generation"] is { } generation) metadata["generation"] = (long)generation + 1;
            if (resource != "namespaces") metadata["deletionGracePeriodSeconds"] = grace;
        }
        else if (grace < ((long?)metadata["deletionGracePeriodSeconds"] ?? 0)) metadata["deletionGracePeriodSeconds"] = grace;

        return live;
    }

    private static long Grace(string resource, JsonObject live, long? asked)
    {
        bool placed = resource == "pods" && live["spec"]?["nodeName"] is not null
            && (string?)live["status"]?["phase"] is not ("Succeeded" or "Failed");
        if (asked < 0) asked = 1;
        return placed ? asked ?? (long?)live["spec"]!["terminationGracePeriodSeconds"] ?? 30 : 0;
    }
}
