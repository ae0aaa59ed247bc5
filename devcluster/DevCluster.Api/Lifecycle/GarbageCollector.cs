using System.Text.Json.Nodes;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Lifecycle;

/// <summary>What happens to the objects that a deleted object owns: they go after it, before it, or stay.</summary>
internal static class GarbageCollector
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    /// <summary>Writes the wanted propagation down as a finalizer, which keeps the owner until the collector has done its part.</summary>
    public static void Hold(JsonObject metadata, string? propagation)
    {
        if (propagation is null) return;
        JsonArray finalizers = [.. (metadata["finalizers"] as JsonArray ?? []).Where(one => (string?)one is not (Foreground or Orphan)).Select(one => one!.DeepClone())];
        if (propagation == "Foreground") finalizers.Add(Foreground);
        if (propagation == "Orphan") finalizers.Add(Orphan);
        metadata.Remove("finalizers");
        if (finalizers.Count > 0) metadata["finalizers"] = finalizers;
    }

    /// <summary>Does the collector's part after an object was deleted, marked or has lost a finalizer.</summary>
    public static void Follow(ClusterState cluster, ObjectKey key, JsonObject item)
    {
        if (cluster.Log.Get(key) is null)
        {
            Emptying.Finish(cluster, key.Namespace);
            Definitions.Clean(cluster, key.Resource);
            foreach ((ObjectKey dependent, JsonObject _) in DependentsOf(cluster, item)) Abandon(cluster, dependent);
            foreach (ObjectKey owner in OwnersOf(cluster, item)) Settle(cluster, owner);
        }
        else Settle(cluster, key);
    }

    private static void Settle(ClusterState cluster, ObjectKey key)
    {
        if (cluster.Log.Get(key) is not { } item || item["metadata"]!["deletionTimestamp"] is null) return;
        if (Has(item, Orphan))
        {
            foreach ((ObjectKey dependent, JsonObject _) in DependentsOf(cluster, item)) Release(cluster, dependent, (string)item["metadata"]!["uid"]!);
            Finish(cluster, key, Orphan);
        }
        else if (Has(item, Foreground))
        {
            foreach ((ObjectKey dependent, JsonObject child) in DependentsOf(cluster, item))
                if (child["metadata"]!["deletionTimestamp"] is null) Deletion.Delete(cluster, dependent, grace: null, Blocks(child, item) ? "Foreground" : null);
            if (!DependentsOf(cluster, item).Any(pair => Blocks(pair.Value, item))) Finish(cluster, key, Foreground);
        }
    }

    /// <summary>Takes a finalizer away that this server has set.</summary>
    public static void Finish(ClusterState cluster, ObjectKey key, string finalizer)
    {
        JsonObject? last = cluster.Log.Change(key, live =>
        {
            if (live is null) return null;
            JsonArray left = [.. (live["metadata"]!["finalizers"] as JsonArray ?? []).Where(one => (string?)one != finalizer).Select(one => one!.DeepClone())];
            live["metadata"]!.AsObject().Remove("finalizers");
            if (left.Count > 0) live["metadata"]!["finalizers"] = left;
            return Deletion.IsFinished(live) ? null : live;
        });
        if (last is null || cluster.Log.Get(key) is not null) return;
        Follow(cluster, key, last);
    }

    /// <summary>An object goes with the last of its owners.</summary>
    private static void Abandon(ClusterState cluster, ObjectKey key)
    {
        if (cluster.Log.Get(key) is { } item && OwnersOf(cluster, item).Count == 0) Deletion.Delete(cluster, key, grace: null);
    }

    private static void Release(ClusterState cluster, ObjectKey key, string owner) => cluster.Log.Change(key, live =>
    {
        if (live is null) return null;
        JsonArray left = [.. live["metadata"]!["ownerReferences"]!.AsArray().Where(one => (string?)one?["uid"] != owner).Select(one => one!.DeepClone())];
        live["metadata"]!.AsObject().Remove("ownerReferences");
        if (left.Count > 0) live["metadata"]!["ownerReferences"] = left;
        return live;
    });

    private static List<KeyValuePair<ObjectKey, JsonObject>> DependentsOf(ClusterState cluster, JsonObject owner)
    {
        string uid = (string)owner["metadata"]!["uid"]!;
        return [.. cluster.Log.All().Where(pair => References(pair.Value).Any(one => (string?)one["uid"] == uid))];
    }

    private static List<ObjectKey> OwnersOf(ClusterState cluster, JsonObject item)
    {
        string[] owners = [.. References(item).Select(one => (string?)one["uid"] ?? "")];
        return owners.Length == 0 ? [] : [.. cluster.Log.All().Where(pair => owners.Contains((string)pair.Value["metadata"]!["uid"]!)).Select(pair => pair.Key)];
    }

    private static IEnumerable<JsonNode> References(JsonObject item) => (item["metadata"]!["ownerReferences"] as JsonArray ?? []).Select(one => one!);

    private static bool Blocks(JsonObject child, JsonObject owner)
        => References(child).Any(one => (string?)one["uid"] == (string?)owner["metadata"]!["uid"] && (bool?)one["blockOwnerDeletion"] == true);

    private static bool Has(JsonObject item, string finalizer) => (item["metadata"]!["finalizers"] as JsonArray ?? []).Any(one => (string?)one == finalizer);
}
