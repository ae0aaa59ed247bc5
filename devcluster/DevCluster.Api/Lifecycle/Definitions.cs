using System.Text.Json.Nodes;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Lifecycle;

/// <summary>The life of a CustomResourceDefinition: it is established after its creation, and goes after its last object.</summary>
internal static class Definitions
{
    public const string Resource = "customresourcedefinitions.apiextensions.k8s.io";
    private const string Cleanup = "customresourcecleanup.apiextensions.k8s.io";

    public static void Default(JsonObject spec)
    {
        JsonObject names = spec["names"]!.AsObject();
        names["singular"] ??= ((string?)names["kind"] ?? "").ToLowerInvariant();
        names["listKind"] ??= (string?)names["kind"] + "List";
        spec["conversion"] ??= new JsonObject { ["strategy"] = "None" };
    }

    /// <summary>What the creator is answered: names are accepted a moment later.</summary>
    public static void OfNew(JsonObject item) => item["status"] = new JsonObject
    {
        ["conditions"] = null,
        ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" },
        ["storedVersions"] = new JsonArray([.. Storage(item).Take(1)]),
    };

    public static void Establish(ClusterState cluster, ObjectKey key)
    {
        if (key.Resource != Resource) return;
        cluster.Log.Change(key, live =>
        {
            if (live is null) return null;
            JsonObject status = live["status"]!.AsObject();
            status["conditions"] ??= new JsonArray(
                Condition(cluster.Now, "NamesAccepted", "NoConflicts", "no conflicts found"),
                Condition(cluster.Now, "Established", "InitialNamesAccepted", "the initial names have been accepted"));
            status["acceptedNames"] = live["spec"]!["names"]!.DeepClone();
            JsonArray stored = status["storedVersions"]!.AsArray();
            foreach (JsonNode version in Storage(live))
                if (!stored.Any(one => JsonNode.DeepEquals(one, version))) stored.Add(version.DeepClone());
            return live;
        });
    }

    /// <summary>A dying definition waits for its objects.</summary>
    public static void Hold(JsonObject metadata)
    {
        JsonArray finalizers = metadata["finalizers"] as JsonArray ?? [];
        if (!finalizers.Any(one => (string?)one == Cleanup)) finalizers.Add(Cleanup);
        metadata["finalizers"] = finalizers.Parent is null ? finalizers : finalizers.DeepClone();
    }

    /// <summary>Deletes the objects of a dying definition, and lets it go when there are none left.</summary>
    public static void Clean(ClusterState cluster, string resource)
    {
        ObjectKey key = new(Resource, "", resource);
        if (cluster.Log.Get(key)?["metadata"]?["deletionTimestamp"] is null) return;
        foreach ((ObjectKey one, JsonObject item) in cluster.Log.All().Where(pair => pair.Key.Resource == resource))
            if (item["metadata"]!["deletionTimestamp"] is null) Deletion.Delete(cluster, one, grace: null);
        if (!cluster.Log.All().Exists(pair => pair.Key.Resource == resource)) GarbageCollector.Finish(cluster, key, Cleanup);
    }

    private static IEnumerable<JsonNode> Storage(JsonObject item)
        => (item["spec"]!["versions"] as JsonArray ?? []).Where(one => (bool?)one!["storage"] == true).Select(one => one!["name"]!.DeepClone());

    private static JsonObject Condition(string now, string type, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["lastTransitionTime"] = now,
        ["reason"] = reason,
        ["message"] = message,
    };
}
