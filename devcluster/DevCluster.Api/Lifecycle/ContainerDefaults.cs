using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a container.</summary>
internal static class ContainerDefaults
{
    public static void Of(JsonObject container)
    {
        container["resources"] ??= new JsonObject();
        Requests(container["resources"] as JsonObject ?? []);
        container["terminationMessagePath"] ??= "/dev/termination-log";
        container["terminationMessagePolicy"] ??= "File";
        container["imagePullPolicy"] ??= PullPolicy((string?)container["image"] ?? "");
        foreach (JsonNode? port in container["ports"] as JsonArray ?? []) port!["protocol"] ??= "TCP";
        foreach (JsonNode? variable in container["env"] as JsonArray ?? [])
            if (variable!["valueFrom"]?["fieldRef"] is JsonObject field) field["apiVersion"] ??= "v1";
        foreach (string probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
            if (container[probe] is JsonObject found) Probe(found);
    }

    /// <summary>A limit without a request is the request.</summary>
    private static void Requests(JsonObject resources)
    {
        if (resources["limits"] is not JsonObject limits) return;
        if (resources["requests"] is not JsonObject) resources["requests"] = new JsonObject();
        foreach ((string name, JsonNode? amount) in limits) resources["requests"]![name] ??= amount?.DeepClone();
    }

    private static string PullPolicy(string image)
    {
        string last = image[(image.LastIndexOf('/') + 1)..];
        if (last.Contains('@', StringComparison.Ordinal)) return "IfNotPresent";
        return !last.Contains(':', StringComparison.Ordinal) || last.EndsWith(":latest", StringComparison.Ordinal) ? "Always" : "IfNotPresent";
    }

    private static void Probe(JsonObject probe)
    {
        if (probe["httpGet"] is JsonObject get)
        {
            get["path"] ??= "/";
            get["scheme"] ??= "HTTP";
        }

        probe["timeoutSeconds"] ??= 1;
        probe["periodSeconds"] ??= 10;
        probe["successThreshold"] ??= 1;
        probe["failureThreshold"] ??= 3;
    }
}
