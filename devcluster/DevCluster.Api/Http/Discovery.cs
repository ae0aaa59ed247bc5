using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Http;

/// <summary>The legacy discovery documents, /version and the health checks.</summary>
internal static class Discovery
{
    public static JsonObject? Answer(string path, KindCatalog kinds)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["version"] => new JsonObject { ["major"] = "1", ["minor"] = "36", ["gitVersion"] = "v1.36.2", ["platform"] = "linux/amd64" },
            ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
            ["apis"] => Groups(kinds),
            ["api", string version] => Resources(kinds, "", version),
            ["apis", string group, string version] => Resources(kinds, group, version),
            _ => null,
        };
    }

    private static JsonObject Groups(KindCatalog kinds)
    {
        JsonArray groups = [];
        foreach (IGrouping<string, ResourceKind> group in kinds.All.Where(kind => kind.Group.Length > 0).GroupBy(kind => kind.Group))
        {
            JsonNode[] versions = [.. group.Select(kind => kind.Version).Distinct().Select(version => new JsonObject { ["groupVersion"] = $"{group.Key}/{version}", ["version"] = version })];
            groups.Add(new JsonObject { ["name"] = group.Key, ["versions"] = new JsonArray(versions), ["preferredVersion"] = versions[0].DeepClone() });
        }

        return new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = groups };
    }

    private static JsonObject? Resources(KindCatalog kinds, string group, string version)
    {
        JsonArray resources = [];
        foreach (ResourceKind kind in kinds.All.Where(kind => kind.Group == group && kind.Version == version))
        {
            resources.Add(Resource(kind, kind.Plural, ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]));
            if (kind.HasStatus) resources.Add(Resource(kind, kind.Plural + "/status", ["get", "patch", "update"]));
        }

        if (resources.Count == 0) return null;
        return new JsonObject { ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}", ["resources"] = resources };
    }

    private static JsonObject Resource(ResourceKind kind, string name, string[] verbs)
    {
        JsonObject resource = new()
        {
            ["name"] = name,
            ["singularName"] = kind.Singular,
            ["namespaced"] = kind.Namespaced,
            ["kind"] = kind.Kind,
            ["verbs"] = Texts(verbs),
        };
        if (kind.ShortNames.Count > 0) resource["shortNames"] = Texts(kind.ShortNames);
        if (kind.Categories.Count > 0) resource["categories"] = Texts(kind.Categories);
        return resource;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
