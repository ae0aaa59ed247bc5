using System.Text.Json.Nodes;
using DevCluster.Api.Http;
using DevCluster.Api.Schemas;
using DevCluster.Api.Typed;

namespace DevCluster.Api.Access;

/// <summary>The questions that are answered without storing anything: who am I, who is this, may I.</summary>
internal static class Reviews
{
    public static JsonObject Answer(ClusterState cluster, Identity who, ReviewPath review, JsonObject body)
    {
        body["kind"] = review.Kind.Kind;
        body["apiVersion"] = review.Kind.ApiVersion;
        JsonObject answer = new GoDecoder([]).Read(body, BuiltInShapes.Of(review.Kind.ApiVersion, review.Kind.Kind));
        ReviewRules.Require(review.Kind.Plural, answer);
        answer["status"] = review.Kind.Plural switch
        {
            "tokenreviews" => Token(cluster, answer),
            "selfsubjectreviews" => new JsonObject { ["userInfo"] = who.ToUserInfo() },
            "selfsubjectaccessreviews" => Access(cluster, who, answer),
            "selfsubjectrulesreviews" => Rules.Of(cluster.Log, who, (string?)answer["spec"]!["namespace"] ?? ""),
            _ => Access(cluster, Subject(answer), answer),
        };
        JsonObject metadata = answer["metadata"]!.AsObject();
        if (review.Kind.Plural == "selfsubjectreviews") metadata["creationTimestamp"] = cluster.Now;
        if (review.Namespace.Length > 0) metadata["namespace"] = review.Namespace;
        return answer;
    }

    private static JsonObject Token(ClusterState cluster, JsonObject review)
    {
        string token = (string?)review["spec"]!["token"] ?? "";
        string[] audiences = review["spec"]!["audiences"] is JsonArray { Count: > 0 } asked ? [.. asked.Select(one => (string)one!)] : [Tokens.ApiAudience];
        if (Authentication.Recognize(cluster, token, audiences) is not { } found)
            return new JsonObject { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };
        return new JsonObject
        {
            ["authenticated"] = true,
            ["user"] = found.Who.ToUserInfo(),
            ["audiences"] = new JsonArray([.. found.Audiences.Select(one => (JsonNode)one)]),
        };
    }

    private static Identity Subject(JsonObject review)
        => new((string?)review["spec"]!["user"] ?? "", [.. (review["spec"]!["groups"] as JsonArray ?? []).Select(one => (string)one!)]);

    private static JsonObject Access(ClusterState cluster, Identity who, JsonObject review)
    {
        JsonNode? wanted = review["spec"]!["resourceAttributes"];
        if (wanted is null)
            return new JsonObject { ["allowed"] = NonResources.Allows(who, (string?)review["spec"]!["nonResourceAttributes"]!["path"] ?? "") };
        string Text(string field) => (string?)wanted[field] ?? "";
        string resource = Text("subresource").Length > 0 ? Text("resource") + "/" + Text("subresource") : Text("resource");
        return new JsonObject { ["allowed"] = Rbac.Allows(cluster.Log, who, new Ask(Text("verb"), Text("group"), resource, Text("namespace"), Text("name"))) };
    }
}
