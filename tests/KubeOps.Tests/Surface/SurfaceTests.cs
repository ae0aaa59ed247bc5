using KubeOps.Abstractions.Entities;
using KubeOps.KubernetesClient;
using KubeOps.Transpiler;
using TestKit;

namespace KubeOps.Tests.Surface;

/// <summary>The twin shows nothing that the published packages do not show just so.</summary>
public sealed class SurfaceTests
{
    [Theory]
    [InlineData(typeof(CustomKubernetesEntity))]
    [InlineData(typeof(IKubernetesClient))]
    [InlineData(typeof(Crds))]
    [InlineData(typeof(KubeOps.Operator.ServiceCollectionExtensions))]
    public void Every_public_member_is_published_just_so(Type inAssembly)
    {
        string name = inAssembly.Assembly.GetName().Name!;
        HashSet<string> published = [.. File.ReadLines(RepositoryFiles.Shared("reference", "api", $"{name}.api.txt"))];
        string[] shown = [.. new SurfaceText(inAssembly.Assembly).Lines()];
        Assert.True(shown.Length > 5, $"{name} shows nothing.");
        string[] own = [.. shown.Where(line => !published.Contains(line))];
        Assert.True(own.Length == 0, $"{name} shows what is not published:{Environment.NewLine}{string.Join(Environment.NewLine, own)}");
    }
}
