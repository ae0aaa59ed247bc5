using System.Xml.Linq;

namespace Repo.Tests;

/// <summary>The arrows of DESIGN section 2: who may reference whom.</summary>
public sealed class Arrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["FineTune.Contract"] = [],
        ["FineTune.Storage"] = ["FineTune.Contract"],
        ["FineTuneOperator.Api"] = [],
        ["FineTuneOperator.Core"] = ["FineTune.Contract", "FineTuneOperator.Api"],
        ["FineTuneOperator"] = ["FineTune.Contract", "FineTune.Storage", "FineTuneOperator.Api", "FineTuneOperator.Core"],
        ["FineTuneTrainer.Core"] = ["FineTune.Contract"],
        ["FineTuneTrainer"] = ["FineTune.Contract", "FineTune.Storage", "FineTuneTrainer.Core"],
        ["DevCluster.Api"] = [],
        ["DevCluster.Pods"] = [],
        ["DevCluster.S3"] = [],
        ["DevCluster"] = ["DevCluster.Api", "DevCluster.Pods", "DevCluster.S3"],
    };

    private static readonly string[] ClientLibraries = ["KubernetesClient", "Minio", "AWSSDK.S3", "KubeOps.Operator", "KubeOps.KubernetesClient"];

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_arrow_allows(string project)
    {
        var references = References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        Assert.Empty(references.Except(Allowed[project]));
    }

    [Theory]
    [InlineData("DevCluster.Api")]
    [InlineData("DevCluster.Pods")]
    [InlineData("DevCluster.S3")]
    [InlineData("DevCluster")]
    public void The_development_cluster_uses_no_client_library(string project) =>
        Assert.Empty(References(project, "PackageReference").Intersect(ClientLibraries));

    [Fact]
    public void Every_product_project_has_its_arrows_here()
    {
        var projects = Tree.Files("*.csproj")
            .Where(path => path.Split('/')[0] is "common" or "operator" or "trainer" or "devcluster")
            .Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.Equal(Allowed.Keys.Order(), projects.Order());
    }

    private static IEnumerable<string> References(string project, string kind)
    {
        var path = Tree.Files("*.csproj").Single(file => Path.GetFileNameWithoutExtension(file) == project);
        return XDocument.Load(Path.Combine(Tree.Root, path)).Descendants(kind).Select(element => element.Attribute("Include")!.Value);
    }
}
