using System.Diagnostics;
using System.Text.Json;
using TestKit;

namespace KubeOps.Tests.Swap;

/// <summary>One property decides where KubeOps comes from, for every project; evaluated, not restored.</summary>
public sealed class SwapTests
{
    private static readonly string[] Ids = ["KubeOps.Abstractions", "KubeOps.KubernetesClient", "KubeOps.Operator", "KubeOps.Transpiler"];

    [Theory]
    [InlineData("operator/FineTuneOperator")]
    [InlineData("operator/FineTuneOperator.Api")]
    public async Task Every_reference_to_KubeOps_changes_its_source(string folder)
    {
        string project = Path.Combine(RepositoryFiles.Root, folder, $"{Path.GetFileName(folder)}.csproj");
        Task<References> inRepo = EvaluateAsync(project, "in-repo");
        Task<References> registry = EvaluateAsync(project, "registry");
        await Task.WhenAll(inRepo, registry);

        string[] twins = [.. (await inRepo).Projects.Where(Ids.Contains).Order()];
        string[] packages = [.. (await registry).Packages.Where(Ids.Contains).Order()];
        Assert.NotEmpty(packages);
        Assert.Equal(packages, twins);
        Assert.DoesNotContain((await inRepo).Packages, Ids.Contains);
        Assert.DoesNotContain((await registry).Projects, Ids.Contains);
    }

    private static async Task<References> EvaluateAsync(string project, string source)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { "msbuild", project, $"-p:KubeOps={source}", "-getItem:PackageReference", "-getItem:ProjectReference" },
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        using var json = JsonDocument.Parse(output);
        JsonElement items = json.RootElement.GetProperty("Items");
        return new(Read("PackageReference", "Identity"), Read("ProjectReference", "Filename"));

        string[] Read(string kind, string metadata) =>
            [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty(metadata).GetString()!)];
    }

    private sealed record References(string[] Packages, string[] Projects);
}
