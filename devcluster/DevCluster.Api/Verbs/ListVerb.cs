using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Verbs;

/// <summary>GET of a collection, with selectors; all pages of one list show one revision.</summary>
internal static class ListVerb
{
    public static async Task RunAsync(Call call)
    {
        var selector = Selector.Of(call);
        long limit = call.Number("limit") is > 0 and { } most ? most : int.MaxValue;
        call.Number("timeoutSeconds");
        PageToken? token = call.Query("continue") is { Length: > 0 } text ? PageToken.Parse(text) : null;
        long revision = token?.Revision ?? await RevisionAsync(call) ?? call.Log.Revision;
        List<JsonObject> items = [.. Snapshot.Of(call.Log, call.Kind.Resource, call.Path.Namespace, revision).Where(selector.Matches)];
        List<JsonObject> rest = token is null ? items : [.. items.Where(token.IsAfter)];
        List<JsonObject> page = [.. rest.Take((int)limit)];
        await call.AnswerAsync(new JsonObject
        {
            ["kind"] = call.Kind.Kind + "List",
            ["apiVersion"] = call.Kind.ApiVersion,
            ["metadata"] = Metadata(call, revision, page, rest.Count - page.Count),
            ["items"] = new JsonArray([.. page.Select(item => Item(call, item))]),
        });
    }

    private static async Task<long?> RevisionAsync(Call call)
    {
        string? match = call.Query("resourceVersionMatch") is { Length: > 0 } asked ? asked : null;
        long? sent = await Revisions.RequireAsync(call);
        if (match is null) return null;
        if (call.Query("resourceVersion") is null or "")
            throw Options("Forbidden", "FieldValueForbidden", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        if (match == "Exact" && sent == 0)
            throw Options("Forbidden", "FieldValueForbidden", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        if (match is not ("Exact" or "NotOlderThan"))
            throw Options($"Unsupported value: \"{match}\"", "FieldValueNotSupported", "supported values: \"Exact\", \"NotOlderThan\", \"\"");
        if (match == "Exact" && sent < Snapshot.Oldest) throw new ApiException(410, "Expired", "The resourceVersion for the provided list is too old.");
        return match == "Exact" ? sent : null;
    }

    private static ApiException Options(string kind, string reason, string why) => new(
        422, "Invalid", $"ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: {kind}: {why}", new JsonObject
        {
            ["group"] = "meta.k8s.io",
            ["kind"] = "ListOptions",
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = reason, ["message"] = $"{kind}: {why}", ["field"] = "resourceVersionMatch" }),
        });

    private static JsonObject Metadata(Call call, long revision, List<JsonObject> page, int left)
    {
        JsonObject metadata = new() { ["resourceVersion"] = revision.ToString() };
        if (call.Kind.Custom) metadata["continue"] = "";
        if (left > 0) metadata["continue"] = PageToken.After(revision, page[^1]).ToString();
        if (left > 0 && string.IsNullOrEmpty(call.Query("labelSelector")) && string.IsNullOrEmpty(call.Query("fieldSelector"))) metadata["remainingItemCount"] = left;
        return metadata;
    }

    public static JsonObject Item(Call call, JsonObject stored)
    {
        JsonObject item = stored.DeepClone().AsObject();
        if (call.Kind.Custom) return item;
        item.Remove("kind");
        item.Remove("apiVersion");
        return item;
    }
}
