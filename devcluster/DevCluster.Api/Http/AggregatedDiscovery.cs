using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Http;

/// <summary>Discovery in one document per root, which kubectl recognizes by its Content-Type.</summary>
internal static class AggregatedDiscovery
{
    public const string Form = "APIGroupDiscoveryList.v2.apidiscovery.k8s.io";
    private const string MediaType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    public static async Task SendAsync(HttpContext http, bool core, KindCatalog kinds)
    {
        JsonObject document = new()
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new JsonObject(),
            ["items"] = core
                ? new JsonArray(Group("", kinds.All.Where(kind => kind.Group.Length == 0)))
                : new JsonArray([.. Discovery.Groups(kinds).Select(group => Group(group.Key, group))]),
        };
        string text = Answer.Line(document);
        string tag = $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.CacheControl = "public";
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = 304;
            return;
        }

        http.Response.ContentType = MediaType;
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static JsonObject Group(string name, IEnumerable<ResourceKind> kinds)
    {
        JsonObject metadata = [];
        if (name.Length > 0) metadata["name"] = name;
        return new JsonObject
        {
            ["metadata"] = metadata,
            ["versions"] = new JsonArray([.. kinds.GroupBy(kind => kind.Version).Select(version => new JsonObject
            {
                ["version"] = version.Key,
                ["resources"] = new JsonArray([.. version.OrderBy(kind => kind.Plural, StringComparer.Ordinal).Select(Resource)]),
                ["freshness"] = "Current",
            })]),
        };
    }

    private static JsonObject Resource(ResourceKind kind)
    {
        JsonObject resource = new()
        {
            ["resource"] = kind.Plural,
            ["responseKind"] = Kind(kind.Custom ? kind.Group : "", kind.Custom ? kind.Version : "", kind.Kind),
            ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = kind.Singular,
            ["verbs"] = Texts(Subresources.Verbs(kind)),
        };
        if (kind.ShortNames.Count > 0) resource["shortNames"] = Texts(kind.ShortNames);
        if (kind.Categories.Count > 0) resource["categories"] = Texts(kind.Categories);
        JsonNode[] below = [.. Subresources.Of(kind).Select(one => Below(kind, one))];
        if (below.Length > 0) resource["subresources"] = new JsonArray(below);
        return resource;
    }

    private static JsonObject Below(ResourceKind kind, Subresource below)
    {
        bool own = below.Group == kind.Group && below.Version == kind.Version && !kind.Custom;
        return new JsonObject
        {
            ["subresource"] = below.Name,
            ["responseKind"] = Kind(own ? "" : below.Group, own ? "" : below.Version, below.Kind),
            ["verbs"] = Texts(below.Verbs),
        };
    }

    private static JsonObject Kind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
