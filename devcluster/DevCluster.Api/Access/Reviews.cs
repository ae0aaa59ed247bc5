using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Http;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Access;

/// <summary>The questions that are answered without storing anything: who am I, who is this, may I; and TokenRequest.</summary>
internal static class Reviews
{
    public static JsonObject Answer(ClusterState cluster, Identity who, ReviewPath review, JsonObject body)
    {
        JsonObject status = review.Kind.Plural switch
        {
            "tokenreviews" => Token(cluster, body),
            "selfsubjectreviews" => new JsonObject { ["userInfo"] = who.ToUserInfo() },
            "selfsubjectaccessreviews" => Access(cluster, who, body),
            "selfsubjectrulesreviews" => Rules.Of(cluster.Log, who, (string?)body["spec"]?["namespace"] ?? ""),
            _ => Access(cluster, Subject(body), body),
        };
        JsonObject answer = new() { ["kind"] = review.Kind.Kind, ["apiVersion"] = review.Kind.ApiVersion, ["metadata"] = new JsonObject() };
        foreach ((string field, JsonNode? value) in body) if (!answer.ContainsKey(field)) answer[field] = value?.DeepClone();
        answer["status"] = status;
        return answer;
    }

    public static JsonObject Request(ClusterState cluster, JsonObject account, JsonObject body)
    {
        string ns = (string)account["metadata"]!["namespace"]!;
        string name = (string)account["metadata"]!["name"]!;
        JsonArray audiences = body["spec"]?["audiences"] is JsonArray { Count: > 0 } asked ? asked.DeepClone().AsArray() : [Tokens.ApiAudience];
        DateTimeOffset end = cluster.Time.GetUtcNow().AddSeconds((long?)body["spec"]?["expirationSeconds"] ?? 3600);
        JsonObject bound = new()
        {
            ["namespace"] = ns,
            ["serviceaccount"] = new JsonObject { ["name"] = name, ["uid"] = account["metadata"]!["uid"]!.DeepClone() },
        };
        if ((string?)body["spec"]?["boundObjectRef"]?["name"] is { } podName)
        {
            JsonObject pod = cluster.Log.Get(new ObjectKey("pods", ns, podName)) ?? throw new ApiException(404, "NotFound", $"pods \"{podName}\" not found");
            bound["pod"] = new JsonObject { ["name"] = podName, ["uid"] = pod["metadata"]!["uid"]!.DeepClone() };
        }

        JsonObject answer = body.DeepClone().AsObject();
        answer["status"] = new JsonObject
        {
            ["token"] = cluster.Tokens.Issue(new JsonObject
            {
                ["sub"] = $"system:serviceaccount:{ns}:{name}",
                ["aud"] = audiences,
                ["exp"] = end.ToUnixTimeSeconds(),
                ["kubernetes.io"] = bound,
            }),
            ["expirationTimestamp"] = end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        };
        return answer;
    }

    private static JsonObject Token(ClusterState cluster, JsonObject body)
    {
        string[] audiences = body["spec"]?["audiences"] is JsonArray { Count: > 0 } asked ? [.. asked.Select(one => (string)one!)] : [Tokens.ApiAudience];
        if (cluster.Tokens.Recognize((string?)body["spec"]?["token"] ?? "", audiences) is not { } found)
            return new JsonObject { ["user"] = new JsonObject(), ["error"] = "[invalid bearer token]" };
        return new JsonObject
        {
            ["authenticated"] = true,
            ["user"] = found.Who.ToUserInfo(),
            ["audiences"] = new JsonArray([.. found.Audiences.Select(one => (JsonNode)one)]),
        };
    }

    private static Identity Subject(JsonObject body)
        => new((string?)body["spec"]?["user"] ?? "", [.. (body["spec"]?["groups"] as JsonArray ?? []).Select(one => (string)one!)]);

    private static JsonObject Access(ClusterState cluster, Identity who, JsonObject body)
    {
        JsonNode? wanted = body["spec"]?["resourceAttributes"];
        string Text(string field) => (string?)wanted?[field] ?? "";
        string resource = Text("subresource").Length > 0 ? Text("resource") + "/" + Text("subresource") : Text("resource");
        return new JsonObject { ["allowed"] = Rbac.Allows(cluster.Log, who, new Ask(Text("verb"), Text("group"), resource, Text("namespace"), Text("name"))) };
    }
}
