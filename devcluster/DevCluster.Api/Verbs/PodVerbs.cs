using System.Globalization;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Lifecycle;

namespace DevCluster.Api.Verbs;

/// <summary>The subresources that only pods have: log, binding and eviction.</summary>
internal static class PodVerbs
{
    public static async Task LogAsync(Call call)
    {
        call.Existing();
        bool Flag(string name) => call.Query(name) is "true" or "1";
        long? Number(string name) => long.TryParse(call.Query(name), out long value) ? value : null;
        PodLogQuery query = new(
            call.Query("container"), Flag("follow"), (int?)Number("tailLines"), Number("limitBytes"), (int?)Number("sinceSeconds"),
            DateTimeOffset.TryParse(call.Query("sinceTime"), CultureInfo.InvariantCulture, out DateTimeOffset since) ? since : null, Flag("timestamps"), Flag("previous"));
        call.Http.Response.ContentType = "text/plain";
        Stream? log = call.Cluster.Logs is null ? null : await call.Cluster.Logs.OpenAsync(call.Path.Namespace, call.Name, query, call.Aborted);
        if (log is null) return;
        await using (log)
        {
            byte[] buffer = new byte[16 * 1024];
            for (int read; (read = await log.ReadAsync(buffer, call.Aborted)) > 0;)
            {
                await call.Http.Response.Body.WriteAsync(buffer.AsMemory(0, read), call.Aborted);
                await call.Http.Response.Body.FlushAsync(call.Aborted);
            }
        }
    }

    public static async Task BindAsync(Call call)
    {
        JsonObject body = await call.ObjectAsync();
        call.Log.Change(call.Key, pod =>
        {
            if (pod is null) throw Refusals.NotFound(call.Kind, call.Name);
            if (pod["spec"]!["nodeName"] is { } placed) throw Refusals.Conflict(call.Kind, call.Name, $"pod {call.Name} is already assigned to node \"{(string?)placed}\"");
            pod["spec"]!["nodeName"] = body["target"]!["name"]!.DeepClone();
            return pod;
        });
        await call.AnswerAsync(Success(), 201);
    }

    public static async Task EvictAsync(Call call)
    {
        call.Existing();
        if (!call.DryRun) Deletion.Delete(call.Cluster, call.Key, asked: null);
        await call.AnswerAsync(Success(), 201);
    }

    private static JsonObject Success() => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["code"] = 201,
    };
}
