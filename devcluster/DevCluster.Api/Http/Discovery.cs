using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Http;

/// <summary>The legacy discovery documents and /version.</summary>
internal static class Discovery
{
    public static JsonObject? Answer(string path, string host, KindCatalog kinds)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["version"] => Version(),
            ["api"] => new JsonObject
            {
                ["kind"] = "APIVersions",
                ["versions"] = new JsonArray("v1"),
                ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = host }),
            },
            ["apis"] => new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. Groups(kinds).Select(Group)]) },
            ["apis", string group] => Groups(kinds).FirstOrDefault(one => one.Key == group) is { } found ? AsDocument(Group(found)) : null,
            ["api", string version] => Resources(kinds, "", version),
            ["apis", string group, string version] => Resources(kinds, group, version),
            _ => null,
        };
    }

    /// <summary>Built-in groups first, as the real server answers, then those of definitions.</summary>
    public static IEnumerable<IGrouping<string, ResourceKind>> Groups(KindCatalog kinds)
        => kinds.All.Concat(ReviewKinds.All).Where(kind => kind.Group.Length > 0).GroupBy(kind => kind.Group).OrderBy(group => Rank(group.Key));

    private static int Rank(string group)
    {
        int at = Array.IndexOf(
            ["apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch", "networking.k8s.io",
             "policy", "rbac.authorization.k8s.io", "storage.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io"], group);
        return at < 0 ? int.MaxValue : at;
    }

    private static JsonObject Version() => new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "36",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = "v1.36.2",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "",
        ["goVersion"] = "",
        ["compiler"] = "",
        ["platform"] = "linux/amd64",
    };

    private static JsonObject Group(IGrouping<string, ResourceKind> group)
    {
        JsonNode[] versions = [.. group.Select(kind => kind.Version).Distinct().Select(version => new JsonObject { ["groupVersion"] = $"{group.Key}/{version}", ["version"] = version })];
        return new JsonObject { ["name"] = group.Key, ["versions"] = new JsonArray(versions), ["preferredVersion"] = versions[0].DeepClone() };
    }

    private static JsonObject AsDocument(JsonObject group)
    {
        JsonObject document = new() { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach ((string field, JsonNode? value) in group) document[field] = value?.DeepClone();
        return document;
    }

    private static JsonObject? Resources(KindCatalog kinds, string group, string version)
    {
        JsonArray resources = [];
        foreach (ResourceKind kind in kinds.All.Concat(ReviewKinds.All).Where(kind => kind.Group == group && kind.Version == version).OrderBy(kind => kind.Plural, StringComparer.Ordinal))
        {
            resources.Add(Resource(kind));
            foreach (Subresource below in Subresources.Of(kind)) resources.Add(Below(kind, below));
        }

        if (resources.Count == 0) return null;
        JsonObject document = new() { ["kind"] = "APIResourceList" };
        if (group.Length > 0) document["apiVersion"] = "v1";
        document["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}";
        document["resources"] = resources;
        return document;
    }

    private static JsonObject Resource(ResourceKind kind)
    {
        JsonObject resource = new()
        {
            ["name"] = kind.Plural,
            ["singularName"] = kind.Singular,
            ["namespaced"] = kind.Namespaced,
            ["kind"] = kind.Kind,
            ["verbs"] = Texts(Subresources.Verbs(kind)),
        };
        if (kind.ShortNames.Count > 0) resource["shortNames"] = Texts(kind.ShortNames);
        if (kind.Categories.Count > 0) resource["categories"] = Texts(kind.Categories);
        return resource;
    }

    private static JsonObject Below(ResourceKind kind, Subresource below)
    {
        JsonObject resource = new() { ["name"] = $"{kind.Plural}/{below.Name}", ["singularName"] = "", ["namespaced"] = kind.Namespaced };
        if (below.Group != kind.Group || below.Version != kind.Version)
        {
            resource["group"] = below.Group;
            resource["version"] = below.Version;
        }

        resource["kind"] = below.Kind;
        resource["verbs"] = Texts(below.Verbs);
        return resource;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
