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

    /// <summary>Null when the object goes at once.</summary>
    public static JsonObject? Mark(ClusterState cluster, string resource, JsonObject live, long? asked)
    {
        long grace = Grace(resource, live, asked);
        JsonObject metadata = live["metadata"]!.AsObject();
        if (resource == "namespaces") live["status"] = new JsonObject { ["phase"] = "Terminating" };
        if (metadata["deletionTimestamp"] is null)
        {
            metadata["deletionTimestamp"] = cluster.Time.GetUtcNow().AddSeconds(grace).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
            if (metadata["generation"] is { } generation) metadata["generation"] = (long)generation + 1;
            if (resource != "namespaces") metadata["deletionGracePeriodSeconds"] = grace;
        }
        else if (grace < ((long?)metadata["deletionGracePeriodSeconds"] ?? 0)) metadata["deletionGracePeriodSeconds"] = grace;

        return IsFinished(live) ? null : live;
    }

    /// <summary>Background collection: what the gone object owned goes too.</summary>
    public static void CollectDependents(ClusterState cluster, JsonObject gone)
    {
        string uid = (string)gone["metadata"]!["uid"]!;
        foreach ((ObjectKey key, JsonObject item) in cluster.Log.All())
        {
            if (item["metadata"]!["ownerReferences"] is JsonArray owners && owners.Any(owner => (string?)owner?["uid"] == uid))
                Delete(cluster, key, asked: null);
        }
    }

    public static JsonObject? Delete(ClusterState cluster, ObjectKey key, long? asked)
    {
        JsonObject? last = cluster.Log.Change(key, live => live is null ? null : Mark(cluster, key.Resource, live, asked));
        if (last is not null && cluster.Log.Get(key) is null) CollectDependents(cluster, last);
        if (key.Resource == "namespaces" && last is not null) EmptyNamespace(cluster, key);
        return last;
    }

    private static void EmptyNamespace(ClusterState cluster, ObjectKey ns)
    {
        foreach ((ObjectKey key, JsonObject _) in cluster.Log.All())
            if (key.Namespace == ns.Name) Delete(cluster, key, asked: null);
        FinishNamespace(cluster, ns.Name);
    }

    /// <summary>A Terminating namespace goes with its last object.</summary>
    public static void FinishNamespace(ClusterState cluster, string name)
    {
        ObjectKey key = new("namespaces", "", name);
        if ((string?)cluster.Log.Get(key)?["status"]?["phase"] != "Terminating") return;
        if (cluster.Log.All().Exists(pair => pair.Key.Namespace == name)) return;
        cluster.Log.Change(key, live =>
        {
            if (live?["spec"]?["finalizers"] is not JsonArray holders) return null;
            live["spec"]!["finalizers"] = new JsonArray([.. holders.Where(one => (string?)one != "kubernetes").Select(one => one!.DeepClone())]);
            return IsFinished(live) ? null : live;
        });
    }

    private static long Grace(string resource, JsonObject live, long? asked)
    {
        bool placed = resource == "pods" && live["spec"]?["nodeName"] is not null
            && (string?)live["status"]?["phase"] is not ("Succeeded" or "Failed");
        return placed ? asked ?? (long?)live["spec"]!["terminationGracePeriodSeconds"] ?? 30 : 0;
    }
}
