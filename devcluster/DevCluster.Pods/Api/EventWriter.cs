using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Api;

/// <summary>Writes events as each component of a real cluster does; a lost event harms nobody.</summary>
internal sealed class EventWriter(ClusterClient client, TimeProvider time, string component)
{
    /// <summary>An event of the old kind: with source, count and timestamps.</summary>
    public Task WriteAsync(JsonObject about, string kind, string apiVersion, string type, string reason, string message, CancellationToken ct)
    {
        JsonObject item = Frame(about, kind, apiVersion, type, reason, message);
        string now = time.GetUtcNow().Stamp();
        item["source"] = new JsonObject { ["component"] = component };
        item["firstTimestamp"] = now;
        item["lastTimestamp"] = now;
        item["count"] = 1;
        item["eventTime"] = null;
        return CreateAsync(about, item, ct);
    }

    /// <summary>An event as events.k8s.io writers leave it for readers of core/v1.</summary>
    public Task WriteNewAsync(JsonObject about, string kind, string type, string reason, string action, string message, CancellationToken ct)
    {
        JsonObject item = Frame(about, kind, "v1", type, reason, message);
        item["source"] = new JsonObject();
        item["firstTimestamp"] = null;
        item["lastTimestamp"] = null;
        item["eventTime"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
        item["action"] = action;
        item["reportingInstance"] = $"{component}-devcluster";
        return CreateAsync(about, item, ct);
    }

    private JsonObject Frame(JsonObject about, string kind, string apiVersion, string type, string reason, string message) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"{about.Name()}.{Guid.NewGuid().ToString("N")[..16]}", ["namespace"] = about.Namespace() },
        ["involvedObject"] = new JsonObject
        {
            ["kind"] = kind,
            ["namespace"] = about.Namespace(),
            ["name"] = about.Name(),
            ["uid"] = about.Uid(),
            ["apiVersion"] = apiVersion,
        },
        ["reason"] = reason,
        ["message"] = message,
        ["type"] = type,
        ["reportingComponent"] = component,
        ["reportingInstance"] = "",
    };

    private async Task CreateAsync(JsonObject about, JsonObject item, CancellationToken ct)
    {
        try
        {
            await client.CreateAsync(Paths.EventsOf(about.Namespace()), item, ct);
        }
        catch (Exception lost) when (lost is ClusterException or HttpRequestException)
        {
            // The namespace is going, or the server is.
        }
    }
}
