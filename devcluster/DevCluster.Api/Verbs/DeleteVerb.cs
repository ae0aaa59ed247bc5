using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Lifecycle;
using DevCluster.Api.Selection;
using DevCluster.Api.Storage;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Verbs;

/// <summary>DELETE of one object or of a collection, with preconditions, grace period and propagation.</summary>
internal static class DeleteVerb
{
    private static readonly string[] Immortal = ["default", "kube-system", "kube-public"];

    public static async Task OneAsync(Call call)
    {
        var options = await DeleteOptions.OfAsync(call);
        JsonObject live = call.Existing();
        options.RequirePreconditions(call, live);
        if (call.Kind.Resource == "namespaces" && Immortal.Contains(call.Name))
            throw new ApiException(403, "Forbidden", $"namespaces \"{call.Name}\" is forbidden: this namespace may not be deleted", Refusals.Details(call.Kind, call.Name));
        if (options.IsBareJob)
            call.Http.Response.Headers.Append("Warning", "299 - \"child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning\"");
        JsonObject last = options.DryRun ? live : call.Served(Deletion.Delete(call.Cluster, call.Key, options.Grace, options.Propagation) ?? live);
        bool stays = last["metadata"]!["deletionTimestamp"] is not null && !Deletion.IsFinished(last);
        await call.AnswerAsync(stays || call.Kind.DeleteAnswersObject ? last : Success(call, last));
    }

    public static async Task CollectionAsync(Call call)
    {
        var options = await DeleteOptions.OfAsync(call);
        var selector = Selector.Of(call);
        List<JsonObject> items = [.. call.Log.List(call.Kind.Store, call.Path.Namespace).Items.Select(call.Served).Where(selector.Matches)];
        foreach (JsonObject item in options.DryRun ? [] : items)
        {
            ObjectKey key = new(call.Kind.Store, (string?)item["metadata"]!["namespace"] ?? "", (string)item["metadata"]!["name"]!);
            Deletion.Delete(call.Cluster, key, options.Grace, options.Propagation);
        }

        await call.AnswerAsync(ListVerb.List(call, ListVerb.Metadata(call, call.Log.Revision), items));
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
