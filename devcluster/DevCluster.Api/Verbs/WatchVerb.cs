using DevCluster.Api.Errors;
using DevCluster.Api.Selection;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Verbs;

/// <summary>A watch: the tail of the log after a revision, until the timeout or the client ends it.</summary>
internal static class WatchVerb
{
    private static readonly TimeSpan BookmarkBeforeEnd = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Call call)
    {
        call.Number("limit");
        ListOptions.RequireForWatch(call);
        WatchStream stream = new(call, Selector.Of(call));
        bool initial = call.Flag("sendInitialEvents");
        long start = Start(call);
        call.Http.Response.ContentType = "application/json";
        call.Http.Response.Headers.CacheControl = "no-cache, private";
        await call.Http.Response.StartAsync(call.Aborted);
        await call.Http.Response.Body.FlushAsync(call.Aborted);
        if (start is > 0 and < Snapshot.Oldest)
        {
            await stream.SendAsync("ERROR", new ApiException(410, "Expired", $"too old resource version: {start} ({Snapshot.Oldest})").ToStatus(), call.Aborted);
            return;
        }

        TimeSpan? length = call.Number("timeoutSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        if (start == 0 || initial) start = await stream.InitialAsync(initial, call.Aborted);
        long told = start;
        if (length > BookmarkBeforeEnd && call.Flag("allowWatchBookmarks"))
        {
            start = await FollowAsync(stream, start, length.Value - BookmarkBeforeEnd, call.Aborted);
            if (start != told) await stream.BookmarkAsync(start, initial: false, call.Aborted);
            length = BookmarkBeforeEnd;
        }

        await FollowAsync(stream, start, length ?? Timeout.InfiniteTimeSpan, call.Aborted);
    }

    private static long Start(Call call)
    {
        if (call.Query("resourceVersion") is not { Length: > 0 } text) return 0;
        return long.TryParse(text, out long sent) && sent >= 0 ? sent : throw new ApiException(500, "", Revisions.Malformed(text));
    }

    /// <summary>Both the end of the time and a client that leaves end a watch without an error event.</summary>
    private static async Task<long> FollowAsync(WatchStream stream, long revision, TimeSpan length, CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        end.CancelAfter(length);
        while (true)
        {
            (revision, Task grown) = await stream.ReportAsync(revision, aborted);
            await grown.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested) return revision;
        }
    }
}
