using System.Text.Json.Nodes;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Access;

/// <summary>RBAC: system:masters may do everything, others what roles bound to them say.</summary>
internal static class Rbac
{
    private const string Group = ".rbac.authorization.k8s.io";

    public static bool Allows(ObjectLog log, Identity who, Ask ask)
        => who.Groups.Contains("system:masters")
            || Bound(log, who, "clusterrolebindings", null, ask)
            || (ask.Namespace.Length > 0 && Bound(log, who, "rolebindings", ask.Namespace, ask));

    /// <summary>Every rule that is bound to somebody for a namespace.</summary>
    public static IEnumerable<JsonNode> RulesOf(ObjectLog log, Identity who, string ns)
        => BoundRules(log, who, "clusterrolebindings", null).Concat(ns.Length > 0 ? BoundRules(log, who, "rolebindings", ns) : []);

    private static bool Bound(ObjectLog log, Identity who, string bindings, string? ns, Ask ask)
        => BoundRules(log, who, bindings, ns).Any(rule => Covers(rule, ask));

    private static IEnumerable<JsonNode> BoundRules(ObjectLog log, Identity who, string bindings, string? ns)
        => log.List(bindings + Group, ns).Items
            .Where(binding => (binding["subjects"] as JsonArray ?? []).Any(subject => Names(subject!, who, ns)))
            .SelectMany(binding => (Role(log, binding["roleRef"]!, ns)?["rules"] as JsonArray ?? []).Select(rule => rule!));

    private static JsonObject? Role(ObjectLog log, JsonNode reference, string? ns)
        => (string?)reference["kind"] == "ClusterRole"
            ? log.Get(new ObjectKey("clusterroles" + Group, "", (string)reference["name"]!))
            : log.Get(new ObjectKey("roles" + Group, ns ?? "", (string)reference["name"]!));

    private static bool Names(JsonNode subject, Identity who, string? ns) => (string?)subject["kind"] switch
    {
        "ServiceAccount" => who.User == $"system:serviceaccount:{(string?)subject["namespace"] ?? ns}:{(string?)subject["name"]}",
        "Group" => who.Groups.Contains((string)subject["name"]!),
        _ => who.User == (string?)subject["name"],
    };

    private static bool Covers(JsonNode rule, Ask ask)
        => Has(rule["verbs"], ask.Verb) && Has(rule["apiGroups"], ask.Group)
            && (Has(rule["resources"], ask.Resource) || (ask.Resource.Contains('/') && Has(rule["resources"], "*/" + ask.Resource.Split('/')[1])))
            && (rule["resourceNames"] is not JsonArray { Count: > 0 } names || names.Any(name => (string?)name == ask.Name));

    private static bool Has(JsonNode? list, string wanted)
        => list is JsonArray items && items.Any(item => (string?)item == "*" || (string?)item == wanted);
}
