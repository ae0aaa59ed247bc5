using System.Text.Json.Nodes;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Lifecycle;

/// <summary>A Terminating namespace: all its objects are deleted, and it goes with the last of them.</summary>
internal static class Emptying
{
    public static void Start(ClusterState cluster, string ns)
    {
        foreach ((ObjectKey key, JsonObject _) in cluster.Log.All())
            if (key.Namespace == ns) Deletion.Delete(cluster, key, grace: null);
        Finish(cluster, ns);
    }

    /// <summary>Removes the hold of the cluster itself, once nobody else holds the namespace.</summary>
    public static void Finish(ClusterState cluster, string ns)
    {
        ObjectKey key = new("namespaces", "", ns);
        if ((string?)cluster.Log.Get(key)?["status"]?["phase"] != "Terminating") return;
        if (cluster.Log.All().Exists(pair => pair.Key.Namespace == ns)) return;
        cluster.Log.Change(key, live =>
        {
            if (live?["spec"]?["finalizers"] is not JsonArray holders) return null;
            if (holders.Any(one => (string?)one != "kubernetes")) return live;
            live["spec"] = new JsonObject();
            return Deletion.IsFinished(live) ? null : live;
        });
    }
}
