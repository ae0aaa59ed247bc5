using System.Globalization;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Verbs;

/// <summary>GET of a pod's log, streamed.</summary>
internal static class PodLogVerb
{
    public static async Task RunAsync(Call call)
    {
        JsonObject pod = call.Existing();
        PodLogQuery query = Query(call);
        RequireContainer(call.Name, pod, query.Container);
        if (pod["spec"]!["nodeName"] is null)
        {
            // Nothing runs yet, so that there is nothing to say.
            call.Http.Response.StatusCode = 204;
            return;
        }

        call.Http.Response.ContentType = "text/plain";
        Stream? log = call.Cluster.Logs is null ? null : await call.Cluster.Logs.OpenAsync(call.Path.Namespace, call.Name, query, call.Aborted);
        if (log is null) return;
        await using (log) await CopyAsync(log, call);
    }

    private static async Task CopyAsync(Stream log, Call call)
    {
        byte[] buffer = new byte[16 * 1024];
        for (int read; (read = await log.ReadAsync(buffer, call.Aborted)) > 0;)
        {
            await call.Http.Response.Body.WriteAsync(buffer.AsMemory(0, read), call.Aborted);
            await call.Http.Response.Body.FlushAsync(call.Aborted);
        }
    }

    private static PodLogQuery Query(Call call)
    {
        long? tail = call.Number("tailLines");
        long? since = call.Number("sinceSeconds");
        List<FieldCause> causes = [];
        if (tail < 0) causes.Add(new FieldCause("FieldValueInvalid", $"Invalid value: {tail}: must be greater than or equal to 0", "tailLines"));
        if (since < 1) causes.Add(new FieldCause("FieldValueInvalid", $"Invalid value: {since}: must be greater than 0", "sinceSeconds"));
        if (since is not null && call.Query("sinceTime") is { Length: > 0 })
            causes.Add(new FieldCause("FieldValueForbidden", "Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified", ""));
        if (causes.Count > 0) throw Invalid.Of("PodLogOptions", "", "PodLogOptions", call.Name, causes);
        return new PodLogQuery(
            call.Query("container"), call.Flag("follow"), (int?)tail, call.Number("limitBytes"), (int?)since,
            DateTimeOffset.TryParse(call.Query("sinceTime"), CultureInfo.InvariantCulture, out DateTimeOffset time) ? time : null, call.Flag("timestamps"), call.Flag("previous"));
    }

    private static void RequireContainer(string pod, JsonObject item, string? wanted)
    {
        string[] containers = [.. (item["spec"]!["containers"] as JsonArray ?? []).Select(one => (string)one!["name"]!)];
        string[] all = [.. containers, .. (item["spec"]!["initContainers"] as JsonArray ?? []).Select(one => (string)one!["name"]!)];
        if (string.IsNullOrEmpty(wanted) && containers.Length > 1)
            throw Refusals.BadRequest($"a container name must be specified for pod {pod}, choose one of: [{string.Join(' ', containers)}]");
        if (!string.IsNullOrEmpty(wanted) && !all.Contains(wanted)) throw Refusals.BadRequest($"container {wanted} is not valid for pod {pod}");
    }
}
