using System.Text.RegularExpressions;
using EndToEnd.Tests.Kit;
using FineTune.Demo.Harness;
using k8s.Models;

namespace EndToEnd.Tests;

/// <summary>What a user types: apply, get -w, describe, logs, delete, with kubectl as Debian ships it.</summary>
[Collection<ClusterTests>]
public sealed partial class KubectlSession(ClusterFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_job_is_applied_watched_described_read_and_deleted()
    {
        // Long enough for two posts of progress, five seconds apart.
        var manifest = new JobManifest("kubectl") { MaxSteps = 1500, CheckpointEverySteps = 100 };
        using (var watch = Kubectl.Start(fixture.Cluster, "get", "ftj", $"--field-selector=metadata.name={manifest.Name}", "--watch"))
        {
            Assert.Contains("finetunejob.finetune.dev/kubectl created", await Kubectl.RunAsync(fixture.Cluster, $"{manifest}", ["apply", "-f", "-"]), StringComparison.Ordinal);
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

    // kubectl fits columns to the first rows it prints, so that the head does not tell where a value stands: its form does.
    [GeneratedRegex(@"^\S+ +(?<state>[A-Z]\w+)(?: +(?<progress>\d+))?(?: +(?<eta>\d{4}-\S+Z))?(?: +(?<loss>\d+\.\d+))?(?: +(?<restarts>\d+))? +\S+$", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static void AssertRows(string output)
    {
        Assert.Equal(["NAME", "STATE", "PROGRESS", "ETA", "LOSS", "RESTARTS", "AGE"], output.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var rows = Row().Matches(output.ReplaceLineEndings("\n")).Skip(1).ToList();
        string[] Values(string column) => [.. rows.Select(row => row.Groups[column].Value).Where(value => value.Length > 0).Distinct()];
        Assert.Equal(["Preparing", "Training", "Succeeded"], Values("state").Where(state => state is "Preparing" or "Training" or "Succeeded"));
        Assert.True(Values("progress") is ["0", _, .., "100"], output);
        Assert.NotEmpty(Values("eta"));
        Assert.True(Values("loss").Length > 1, output);
    }

    private static void AssertDescription(string text, JobManifest manifest)
    {
        foreach (var word in new[] { "Succeeded", "OutputPublished", "CheckpointAvailable", "InputsReady", "tuned_accuracy", "baseline_accuracy", $"{manifest.Runs}", "AttemptStarted", "Completed" })
            Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Events:  <none>", text, StringComparison.Ordinal);
    }
}
