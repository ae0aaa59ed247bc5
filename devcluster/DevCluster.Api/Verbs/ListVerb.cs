using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Selection;
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
        ListOptions.RequireForList(call);
        PageToken? token = call.Query("continue") is { Length: > 0 } text ? PageToken.Parse(text) : null;
        long revision = await RevisionAsync(call, token);
        List<JsonObject> items = [.. Snapshot.Of(call.Log, call.Kind.Store, call.Path.Namespace, revision).Select(call.Served).Where(selector.Matches)];
        List<JsonObject> rest = token is null ? items : [.. items.Where(item => token.Reaches(call, item))];
        List<JsonObject> page = [.. rest.Take((int)limit)];
        JsonObject metadata = Metadata(call, revision);
        if (page.Count < rest.Count)
        {
            metadata["continue"] = PageToken.After(call, revision, page[^1]).ToString();
            if (string.IsNullOrEmpty(call.Query("labelSelector")) && string.IsNullOrEmpty(call.Query("fieldSelector"))) metadata["remainingItemCount"] = rest.Count - page.Count;
        }

        await call.AnswerAsync(List(call, metadata, page));
    }

    /// <summary>A list of a collection's items, as reads and collection deletions answer it.</summary>
    public static JsonObject List(Call call, JsonObject metadata, IEnumerable<JsonObject> items) => new()
    {
        ["kind"] = call.Kind.Kind + "List",
        ["apiVersion"] = call.Kind.ApiVersion,
        ["metadata"] = metadata,
        ["items"] = new JsonArray([.. items.Select(item => Item(call, item))]),
    };

    /// <summary>Lists of custom resources always have a continue token, if an empty one.</summary>
    public static JsonObject Metadata(Call call, long revision)
    {
        JsonObject metadata = new() { ["resourceVersion"] = revision.ToString() };
        if (call.Kind.Custom) metadata["continue"] = "";
        return metadata;
    }

    private static async Task<long> RevisionAsync(Call call, PageToken? token)
    {
        if (token is not null)
        {
            if (call.Query("resourceVersion") is { Length: > 0 } and not "0") throw Refusals.BadRequest("specifying resource version is not allowed when using continue");
            return token.Revision switch
            {
                -1 => call.Log.Revision,
                < Snapshot.Oldest => throw token.Expired(),
                _ => token.Revision,
            };
        }

        long? sent = await Revisions.RequireAsync(call);
        if (call.Query("resourceVersionMatch") != "Exact") return call.Log.Revision;
        return sent >= Snapshot.Oldest ? sent.Value : throw new ApiException(410, "Expired", "The resourceVersion for the provided list is too old.");
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
