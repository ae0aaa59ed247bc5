using System.Text.Json.Nodes;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Verbs;

/// <summary>The resourceVersion of a read: one of the future is waited for, three seconds at most.</summary>
internal static class Revisions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<long?> RequireAsync(Call call)
    {
        if (call.Query("resourceVersion") is not { Length: > 0 } text) return null;
        if (!ulong.TryParse(text, out ulong sent))
            throw Refusals.BadRequest($"invalid resource version: {Malformed(text)}");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        patience.CancelAfter(Patience);
        for (long now; (now = call.Log.Revision) < (long)sent;)
        {
            await call.Log.After(now).Grown.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!patience.IsCancellationRequested) continue;
            call.Http.Response.Headers.RetryAfter = "1";
            throw new ApiException(504, "Timeout", $"Timeout: Too large resource version: {sent}, current: {now}", new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
                ["retryAfterSeconds"] = 1,
            });
        }

        return (long)sent;
    }

    public static string Malformed(string text)
        => $"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax";
}
