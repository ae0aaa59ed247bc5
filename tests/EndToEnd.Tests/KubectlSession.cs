using EndToEnd.Tests.Kit;
using FineTune.Demo.Harness;
using k8s.Models;

namespace EndToEnd.Tests;

/// <summary>What a user types: apply, get -w, describe, logs, delete, with kubectl as Debian ships it.</summary>
[Collection<ClusterTests>]
public sealed class KubectlSession(ClusterFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_job_is_applied_watched_described_read_and_deleted()
    {
        // Long enough for two posts of progress, five seconds apart.
        var manifest = new JobManifest("kubectl") { MaxSteps = 1500, CheckpointEverySteps = 100 };
        Assert.Contains("finetunejob.finetune.dev/kubectl created", await Kubectl.RunAsync(fixture.Cluster, $"{manifest}", ["apply", "-f", "-"]), StringComparison.Ordinal);
        using (var watch = Kubectl.Start(fixture.Cluster, "get", "ftj", manifest.Name, "--watch"))
        {
            await fixture.SucceedsAsync(manifest.Name);
            await Poll.UntilAsync("the last row", Patience, () => Task.FromResult(watch.Output.Contains("Succeeded", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
            AssertRows(watch.Output);
        }

        var pod = Assert.Single(await fixture.Pods.OfAsync(manifest.Name));
        AssertDescription(await Kubectl.RunAsync(fixture.Cluster, "describe", "ftj", manifest.Name), manifest);
        Assert.Contains("\"step\":1500", await Kubectl.RunAsync(fixture.Cluster, "logs", pod.Name()), StringComparison.Ordinal);
        Assert.Contains("\"step\":1500", await Kubectl.RunAsync(fixture.Cluster, "logs", $"job/{manifest.Name}-1"), StringComparison.Ordinal);
        await Kubectl.RunAsync(fixture.Cluster, "wait", "--for=condition=Succeeded", "--timeout=5s", $"ftj/{manifest.Name}");
        Assert.Contains("learningRate", await Kubectl.RunAsync(fixture.Cluster, "explain", "ftj.spec.hyperparameters"), StringComparison.Ordinal);
        Assert.Contains("deleted", await Kubectl.RunAsync(fixture.Cluster, "delete", "ftj", manifest.Name), StringComparison.Ordinal);
        await fixture.Pods.GoneAsync(manifest.Name);
    }

    [Fact]
    public async Task Delete_ends_a_running_job_with_its_pod_and_its_process()
    {
        var manifest = new JobManifest("kubectl-delete") { MaxSteps = 100_000 };
        await Kubectl.RunAsync(fixture.Cluster, $"{manifest}", ["apply", "-f", "-"]);
        var process = fixture.Pods.ProcessOf(await fixture.Pods.StepAsync(manifest.Name, 10));
        await Kubectl.RunAsync(fixture.Cluster, "delete", "ftj", manifest.Name);
        await fixture.Pods.GoneAsync(manifest.Name, process);
    }

    // NAME STATE PROGRESS ETA LOSS RESTARTS AGE: every one of the four in the middle moves while the run goes on.
    private static void AssertRows(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["NAME", "STATE", "PROGRESS", "ETA", "LOSS", "RESTARTS", "AGE"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        int At(string column) => lines[0].IndexOf(column, StringComparison.Ordinal);
        string[] Values(string column, string next) =>
            [.. lines.Skip(1).Select(line => line[At(column)..At(next)].Trim()).Where(value => value.Length > 0 && value != "<none>").Distinct()];
        var states = Values("STATE", "PROGRESS");
        Assert.Equal(["Preparing", "Training", "Succeeded"], states.Where(state => state is "Preparing" or "Training" or "Succeeded"));
        Assert.True(Values("PROGRESS", "ETA") is [_, _, .., "100"], output);
        Assert.NotEmpty(Values("ETA", "LOSS"));
        Assert.True(Values("LOSS", "RESTARTS").Length > 1, output);
    }

    private static void AssertDescription(string text, JobManifest manifest)
    {
        foreach (var word in new[] { "Succeeded", "OutputPublished", "CheckpointAvailable", "InputsReady", "tuned_accuracy", "baseline_accuracy", $"{manifest.Runs}", "AttemptStarted", "Completed" })
            Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Events:  <none>", text, StringComparison.Ordinal);
    }
}
