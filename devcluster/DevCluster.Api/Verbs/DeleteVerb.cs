using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Lifecycle;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Verbs;

/// <summary>DELETE of one object or of a collection, with preconditions, grace period and propagation.</summary>
internal static class DeleteVerb
{
    public static async Task OneAsync(Call call)
    {
        JsonObject options = await call.OptionsAsync();
        JsonObject live = call.Existing();
        Check(call, live, options["preconditions"], "uid", "UID");
        Check(call, live, options["preconditions"], "resourceVersion", "ResourceVersion");

        string? propagation = (string?)options["propagationPolicy"] ?? call.Query("propagationPolicy");
        if (propagation == "Orphan" && !call.DryRun) Release(call.Cluster, live);
        long? grace = (long?)options["gracePeriodSeconds"] ?? (long.TryParse(call.Query("gracePeriodSeconds"), out long asked) ? asked : null);
        JsonObject last = call.DryRun ? live : Deletion.Delete(call.Cluster, call.Key, grace) ?? live;
        Deletion.FinishNamespace(call.Cluster, call.Path.Namespace);
        bool stays = call.Log.Get(call.Key) is not null && !call.DryRun;
        await call.AnswerAsync(stays || call.Kind.DeleteAnswersObject ? last : Success(call, last));
    }

    public static async Task CollectionAsync(Call call)
    {
        var selector = Selector.Of(call);
        List<JsonObject> items = [.. call.Log.List(call.Kind.Resource, call.Path.Namespace).Items.Where(selector.Matches)];
        foreach (JsonObject item in call.DryRun ? [] : items)
            Deletion.Delete(call.Cluster, new ObjectKey(call.Kind.Resource, (string?)item["metadata"]!["namespace"] ?? "", (string)item["metadata"]!["name"]!), asked: null);
        await call.AnswerAsync(new JsonObject
        {
            ["kind"] = call.Kind.Kind + "List",
            ["apiVersion"] = call.Kind.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = call.Log.Revision.ToString() },
            ["items"] = new JsonArray([.. items.Select(item => ListVerb.Item(call, item))]),
        });
    }

    private static void Check(Call call, JsonObject live, JsonNode? expected, string field, string title)
    {
        string? actual = (string?)live["metadata"]![field];
        if ((string?)expected?[field] is { } wanted && wanted != actual)
            throw Refusals.Conflict(call.Kind, call.Name, $"Precondition failed: {title} in precondition: {wanted}, {title} in object meta: {actual}");
    }

    private static void Release(ClusterState cluster, JsonObject owner)
    {
        string uid = (string)owner["metadata"]!["uid"]!;
        foreach ((ObjectKey key, JsonObject item) in cluster.Log.All())
        {
            if (item["metadata"]!["ownerReferences"] is not JsonArray owners || !owners.Any(one => (string?)one?["uid"] == uid)) continue;
            cluster.Log.Change(key, live =>
            {
                JsonArray left = [.. live!["metadata"]!["ownerReferences"]!.AsArray().Where(one => (string?)one?["uid"] != uid).Select(one => one!.DeepClone())];
                live["metadata"]!["ownerReferences"] = left;
                return live;
            });
        }
    }

    private static JsonObject Success(Call call, JsonObject last)
    {
        JsonObject details = Refusals.Details(call.Kind, call.Name);
        details["uid"] = last["metadata"]!["uid"]?.DeepClone();
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
