using System.Text.Json.Nodes;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Kinds;

/// <summary>Finds the kind behind a path: built in, or defined by a CustomResourceDefinition in the log.</summary>
internal sealed class KindCatalog(ObjectLog log)
{
    private const string Definitions = "customresourcedefinitions.apiextensions.k8s.io";

    public IEnumerable<ResourceKind> All => BuiltInKinds.All.Concat(log.List(Definitions, null).Items.SelectMany(FromDefinition));

    public ResourceKind? Find(string group, string version, string plural)
        => All.FirstOrDefault(kind => kind.Group == group && kind.Version == version && kind.Plural == plural);

    private static IEnumerable<ResourceKind> FromDefinition(JsonObject definition)
    {
        JsonNode spec = definition["spec"]!;
        JsonNode names = spec["names"]!;
        return spec["versions"]!.AsArray().Where(version => (bool?)version!["served"] == true).OrderBy(version => VersionOrder.Rank((string)version!["name"]!)).Select(version => new ResourceKind(
            (string)spec["group"]!, (string)version!["name"]!, (string)names["plural"]!, (string)names["kind"]!,
            (string?)spec["scope"] == "Namespaced", version["subresources"]?["status"] is not null, Generation: true, Custom: true)
        {
            Singular = (string?)names["singular"] ?? ((string)names["kind"]!).ToLowerInvariant(),
            ShortNames = Texts(names["shortNames"]),
            Categories = Texts(names["categories"]),
            Definition = version.AsObject(),
        });
    }

    private static string[] Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(item => (string)item!)];
}
