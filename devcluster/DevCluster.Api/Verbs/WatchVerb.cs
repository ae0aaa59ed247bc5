using System.Text.Json.Nodes;
using DevCluster.Api.Storage;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Verbs;

/// <summary>A watch: the tail of the log after a revision, until the timeout or the client ends it.</summary>
internal static class WatchVerb
{
    public static async Task RunAsync(Call call)
    {
        call.Http.Response.ContentType = "application/json";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        if (int.TryParse(call.Query("timeoutSeconds"), out int seconds)) end.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            await StreamAsync(call, Selector.Of(call), end.Token);
        }
        catch (OperationCanceledException)
        {
            // Both the timeout and a client that leaves end a watch without an error event.
        }
    }

    private static async Task StreamAsync(Call call, Selector selector, CancellationToken ct)
    {
        bool initial = call.Query("sendInitialEvents") == "true";
        long revision = long.TryParse(call.Query("resourceVersion"), out long sent) ? sent : 0;
        await call.Http.Response.StartAsync(ct);
        if (revision == 0 || initial)
        {
            (revision, List<JsonObject> items) = call.Log.List(call.Kind.Resource, call.Path.Namespace);
            foreach (JsonObject item in items.Where(selector.Matches)) await SendAsync(call, "ADDED", item, revision: null, ct);
            if (initial) await SendAsync(call, "BOOKMARK", Bookmark(call, revision), revision: null, ct);
        }

        await call.Http.Response.Body.FlushAsync(ct);
        while (true)
        {
            (List<LogEntry> entries, Task grown) = call.Log.After(revision);
            foreach (LogEntry entry in entries)
            {
                revision = entry.Revision;
                if (entry.Key.Resource == call.Kind.Resource && (call.Path.Namespace.Length == 0 || entry.Key.Namespace == call.Path.Namespace))
                    await ReportAsync(call, selector, entry, ct);
            }

            await grown.WaitAsync(ct);
        }
    }

    private static async Task ReportAsync(Call call, Selector selector, LogEntry entry, CancellationToken ct)
    {
        bool was = entry.Before is not null && selector.Matches(entry.Before);
        bool now = entry.Now is not null && selector.Matches(entry.Now);
        if (now) await SendAsync(call, was ? "MODIFIED" : "ADDED", entry.Now!, revision: null, ct);
        else if (was) await SendAsync(call, "DELETED", entry.Before!, entry.Revision, ct);
    }

    private static JsonObject Bookmark(Call call, long revision) => new()
    {
        ["kind"] = call.Kind.Kind,
        ["apiVersion"] = call.Kind.ApiVersion,
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = revision.ToString(),
            ["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" },
        },
    };

    private static async Task SendAsync(Call call, string type, JsonObject item, long? revision, CancellationToken ct)
    {
        JsonNode copy = item.DeepClone();
        if (revision is not null) copy["metadata"]!["resourceVersion"] = revision.ToString();
        await call.Http.Response.WriteAsync(new JsonObject { ["type"] = type, ["object"] = copy }.ToJsonString() + "\n", ct);
        await call.Http.Response.Body.FlushAsync(ct);
    }
}
