using System.Text.Json.Nodes;
using DevCluster.Api.Http;
using DevCluster.Api.Selection;
using DevCluster.Api.Storage;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Verbs;

/// <summary>The events of one watch, in the form that its client accepts.</summary>
internal sealed class WatchStream(Call call, Selector selector)
{
    private readonly string _form = call.Accepted.As;
    private bool _columnsSent;

    /// <summary>The present state as ADDED events; the revision that it has.</summary>
    public async Task<long> InitialAsync(bool bookmark, CancellationToken ct)
    {
        (long revision, List<JsonObject> items) = call.Log.List(call.Kind.Store, call.Path.Namespace);
        foreach (JsonObject item in items.Select(call.Served).Where(selector.Matches)) await SendAsync("ADDED", Form(item), ct);
        if (bookmark && call.Flag("allowWatchBookmarks")) await BookmarkAsync(revision, initial: true, ct);
        return revision;
    }

    /// <summary>Sends what the log holds after a revision; the new revision, and a task that ends when there is more.</summary>
    public async Task<(long Revision, Task Grown)> ReportAsync(long revision, CancellationToken ct)
    {
        (List<LogEntry> entries, Task grown) = call.Log.After(revision);
        foreach (LogEntry entry in entries)
        {
            revision = entry.Revision;
            if (entry.Key.Resource == call.Kind.Store && (call.Path.Namespace.Length == 0 || entry.Key.Namespace == call.Path.Namespace))
                await ReportAsync(entry, ct);
        }

        return (revision, grown);
    }

    public Task BookmarkAsync(long revision, bool initial, CancellationToken ct)
    {
        JsonObject metadata = new() { ["resourceVersion"] = revision.ToString() };
        if (initial) metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        return SendAsync("BOOKMARK", Form(Kinds.EmptyObjects.Of(call.Kind, metadata)), ct);
    }

    public async Task SendAsync(string type, JsonNode item, CancellationToken ct)
    {
        await call.Http.Response.WriteAsync(Answer.Line(new JsonObject { ["type"] = type, ["object"] = item.DeepClone() }), ct);
        await call.Http.Response.Body.FlushAsync(ct);
    }

    private async Task ReportAsync(LogEntry entry, CancellationToken ct)
    {
        JsonObject? before = entry.Before is null ? null : call.Served(entry.Before);
        JsonObject? after = entry.Now is null ? null : call.Served(entry.Now);
        bool was = before is not null && selector.Matches(before);
        bool now = after is not null && selector.Matches(after);
        if (now) await SendAsync(was ? "MODIFIED" : "ADDED", Form(after!), ct);
        else if (was)
        {
            JsonObject last = before!.DeepClone().AsObject();
            last["metadata"]!["resourceVersion"] = entry.Revision.ToString();
            await SendAsync("DELETED", Form(last), ct);
        }
    }

    private JsonObject Form(JsonObject item)
    {
        if (_form.StartsWith("PartialObjectMetadata", StringComparison.Ordinal)) return Forms.Metadata(item);
        if (_form != "Table") return item;
        JsonObject table = TableForm.Of(call, item, columns: !_columnsSent);
        _columnsSent = true;
        return table;
    }
}
