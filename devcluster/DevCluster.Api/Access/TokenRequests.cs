using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Schemas;
using DevCluster.Api.Storage;
using DevCluster.Api.Typed;

namespace DevCluster.Api.Access;

/// <summary>Issues tokens of service accounts, bound to a pod where the request says so.</summary>
internal static class TokenRequests
{
    private const long Shortest = 600;

    public static JsonObject Answer(ClusterState cluster, JsonObject account, JsonObject body)
    {
        string ns = (string)account["metadata"]!["namespace"]!;
        string name = (string)account["metadata"]!["name"]!;
        body["kind"] = "TokenRequest";
        body["apiVersion"] = "authentication.k8s.io/v1";
        JsonObject answer = new GoDecoder([]).Read(body, BuiltInShapes.Of("authentication.k8s.io/v1", "TokenRequest"));
        JsonObject spec = answer["spec"]!.AsObject();
        if (spec["audiences"] is not JsonArray { Count: > 0 }) spec["audiences"] = new JsonArray(Tokens.ApiAudience);
        long seconds = (long)(Numbers.Read(spec["expirationSeconds"]) ?? 0) is var asked and not 0 ? asked : 3600;
        if (seconds < Shortest)
            throw Invalid.Of("TokenRequest.authentication.k8s.io", "authentication.k8s.io", "TokenRequest", "",
                [new FieldCause("FieldValueInvalid", $"Invalid value: {seconds}: may not specify a duration less than 10 minutes", "spec.expirationSeconds")]);
        spec["expirationSeconds"] = seconds;
        answer["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = ns,
            ["uid"] = account["metadata"]!["uid"]!.DeepClone(),
            ["creationTimestamp"] = cluster.Now,
        };
        DateTimeOffset end = cluster.Time.GetUtcNow().AddSeconds(seconds);
        answer["status"] = new JsonObject
        {
            ["token"] = cluster.Tokens.Issue(new JsonObject
            {
                ["sub"] = $"system:serviceaccount:{ns}:{name}",
                ["aud"] = spec["audiences"]!.DeepClone(),
                ["exp"] = end.ToUnixTimeSeconds(),
                ["kubernetes.io"] = Bound(cluster, account, ns, (string?)spec["boundObjectRef"]?["name"]),
            }),
            ["expirationTimestamp"] = end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        };
        return answer;
    }

    private static JsonObject Bound(ClusterState cluster, JsonObject account, string ns, string? podName)
    {
        JsonObject bound = new()
        {
            ["namespace"] = ns,
            ["serviceaccount"] = new JsonObject { ["name"] = account["metadata"]!["name"]!.DeepClone(), ["uid"] = account["metadata"]!["uid"]!.DeepClone() },
        };
        if (podName is null) return bound;
        JsonObject pod = cluster.Log.Get(new ObjectKey("pods", ns, podName))
            ?? throw new ApiException(404, "NotFound", $"pods \"{podName}\" not found", new JsonObject { ["name"] = podName, ["kind"] = "pods" });
        bound["pod"] = new JsonObject { ["name"] = podName, ["uid"] = pod["metadata"]!["uid"]!.DeepClone() };
        return bound;
    }
}
