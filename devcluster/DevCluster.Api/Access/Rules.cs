using System.Text.Json.Nodes;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Access;

/// <summary>SelfSubjectRulesReview: all that somebody may do in a namespace.</summary>
internal static class Rules
{
    private static readonly string[] DiscoveryPaths = ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"];

    public static JsonObject Of(ObjectLog log, Identity who, string ns)
    {
        JsonArray resources = [];
        JsonArray paths = [];
        if (who.Groups.Contains("system:masters"))
        {
            resources.Add(new JsonObject { ["verbs"] = new JsonArray("*"), ["apiGroups"] = new JsonArray("*"), ["resources"] = new JsonArray("*") });
            paths.Add(new JsonObject { ["verbs"] = new JsonArray("*"), ["nonResourceURLs"] = new JsonArray("*") });
        }

        foreach (JsonNode rule in Rbac.RulesOf(log, who, ns))
        {
            JsonObject copy = rule.DeepClone().AsObject();
            (copy.ContainsKey("nonResourceURLs") ? paths : resources).Add((JsonNode)copy);
        }

        resources.Add(new JsonObject
        {
            ["verbs"] = new JsonArray("create"),
            ["apiGroups"] = new JsonArray("authorization.k8s.io"),
            ["resources"] = new JsonArray("selfsubjectaccessreviews", "selfsubjectrulesreviews"),
        });
        resources.Add(new JsonObject
        {
            ["verbs"] = new JsonArray("create"),
            ["apiGroups"] = new JsonArray("authentication.k8s.io"),
            ["resources"] = new JsonArray("selfsubjectreviews"),
        });
        paths.Add(new JsonObject { ["verbs"] = new JsonArray("get"), ["nonResourceURLs"] = new JsonArray([.. DiscoveryPaths.Select(path => (JsonNode)path)]) });
        return new JsonObject { ["resourceRules"] = resources, ["nonResourceRules"] = paths, ["incomplete"] = false };
    }
}
