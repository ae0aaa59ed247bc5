using EndToEnd.Tests.Kit;
using FineTune.Demo.Harness;

namespace EndToEnd.Tests;

/// <summary>What <c>make up</c> and <c>make demo</c> start ends with them, however they end.</summary>
[Collection<ClusterTests>]
public sealed class UpAndDown : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("finetune-up-");

    [Fact]
    public async Task Up_and_down_may_be_said_twice()
    {
        using var up = DemoProgram.Start("up", _folder.FullName);
        await up.SaysAsync("The cluster is up.");
        Assert.Equal(["devcluster", "finetune-operator"], OwnProcesses.Of(_folder.FullName).Select(process => process.Program).Order());

        Assert.Contains("already up", await DemoProgram.RunAsync(0, "up", _folder.FullName), StringComparison.Ordinal);
        Assert.Contains("The cluster is down.", await DemoProgram.RunAsync(0, "down", _folder.FullName), StringComparison.Ordinal);
        Assert.Equal(0, await up.EndAsync());
        Assert.Empty(OwnProcesses.Of(_folder.FullName));
        Assert.Contains("Nothing is running.", await DemoProgram.RunAsync(0, "down", _folder.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_clears_away_what_a_killed_one_left()
    {
        using var up = DemoProgram.Start("up", _folder.FullName);
        await up.SaysAsync("The cluster is up.");
        up.Signal("-KILL");
        await up.EndAsync();
        Assert.NotEmpty(OwnProcesses.Of(_folder.FullName));
        Assert.Contains("2 processes had been left behind", await DemoProgram.RunAsync(0, "down", _folder.FullName), StringComparison.Ordinal);
        Assert.Empty(OwnProcesses.Of(_folder.FullName));
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task A_demo_that_is_interrupted_leaves_no_process(string signal)
    {
        using var demo = DemoProgram.Start("demo", _folder.FullName);
        await demo.SaysAsync("Training");
        Assert.Contains("finetune-trainer", OwnProcesses.Of(_folder.FullName).Select(process => process.Program));
        demo.Signal(signal);
        Assert.Equal(130, await demo.EndAsync());
        Assert.Contains("Stopped.", demo.Output, StringComparison.Ordinal);
        Assert.Empty(OwnProcesses.Of(_folder.FullName));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
