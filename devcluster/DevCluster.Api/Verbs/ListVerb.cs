using System.Text.Json.Nodes;

namespace DevCluster.Api.Verbs;

/// <summary>GET of a collection, with selectors; limit and continue page by position.</summary>
internal static class ListVerb
{
    public static Task RunAsync(Call call)
    {
        (long revision, List<JsonObject> all) = call.Log.List(call.Kind.Resource, call.Path.Namespace);
        var selector = Selector.Of(call);
        List<JsonObject> items = [.. all.Where(selector.Matches)];
        int skip = int.TryParse(call.Query("continue"), out int from) ? from : 0;
        int limit = int.TryParse(call.Query("limit"), out int most) && most > 0 ? most : int.MaxValue;
        List<JsonObject> page = [.. items.Skip(skip).Take(limit)];
        JsonObject metadata = new() { ["resourceVersion"] = revision.ToString() };
        int left = items.Count - skip - page.Count;
        if (call.Kind.Custom) metadata["continue"] = "";
        if (left > 0) metadata["continue"] = (skip + page.Count).ToString();
        if (left > 0 && call.Query("labelSelector") is null && call.Query("fieldSelector") is null) metadata["remainingItemCount"] = left;
        return call.AnswerAsync(new JsonObject
        {
            ["kind"] = call.Kind.Kind + "List",
            ["apiVersion"] = call.Kind.ApiVersion,
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. page.Select(item => Item(call, item))]),
        });
    }

    private static JsonObject Item(Call call, JsonObject stored)
    {
        JsonObject item = stored.DeepClone().AsObject();
        if (call.Kind.Custom) return item;
        item.Remove("kind");
        item.Remove("apiVersion");
        return item;
    }
}
