using EndToEnd.Tests.Kit;
using FineTune.Contract;
using FineTune.Demo.Harness;
using k8s.Models;

namespace EndToEnd.Tests;

/// <summary>A trainer that is killed as the kernel kills: the next attempt goes on from the checkpoint, and the end is the same to the bit.</summary>
[Collection<ClusterTests>]
public sealed class KilledTrainer(ClusterFixture fixture)
{
    // A pod's log has every tenth step.
    private static readonly (int From, int To)[] Windows = [(1, 6), (8, 13), (15, 20)];

    [Theory]
    [InlineData("full", JobManifest.Full, "model/model.safetensors")]
    [InlineData("lora", JobManifest.Lora, "adapter/adapter_model.safetensors", "merged/model.safetensors")]
    [InlineData("freeze", JobManifest.Freeze, "model/model.safetensors")]
    public async Task A_run_killed_three_times_ends_with_the_weights_of_an_undisturbed_one(string method, string union, params string[] weights)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var steps = Windows.Select(window => 10 * random.Next(window.From, window.To)).ToArray();
        var story = $"seed {seed}: {method} killed at steps {string.Join(", ", steps)}";
        TestContext.Current.TestOutputHelper!.WriteLine(story);
        var manifest = new JobManifest($"killed-{method}") { Method = union, MaxSteps = 240 };
        var undisturbed = fixture.UndisturbedAsync(manifest);

        await fixture.ApplyAsync($"{manifest}");
        foreach (var (attempt, step) in steps.Index())
            Pods.Kill(fixture.Pods.ProcessOf(await fixture.Pods.StepAsync(manifest.Name, step, attempt + 1)));
        var job = await fixture.SucceedsAsync(manifest.Name);

        var expected = await undisturbed;
        Assert.Equal(weights, expected.Keys);
        Assert.True(expected.SequenceEqual(await fixture.WeightsAsync(manifest, job.Uid)), story);
        await AssertHistoryAsync(job);
    }

    private async Task AssertHistoryAsync(JobView job)
    {
        var restarts = job.Object["status"]!["restarts"]!;
        Assert.Equal(Windows.Length, restarts["counted"]!.GetValue<int>());
        Assert.Equal(job.TotalSteps, job.Step);
        Assert.Null(job.Object["status"]!["failure"]);
        // What earlier attempts left is cleared away when the next one starts or ends well.
        var last = (await fixture.Pods.OfAsync(job.Name)).Single(pod => pod.Status.Phase == "Succeeded");
        Assert.Equal($"{Windows.Length + 1}", last.Labels()[PodNames.EpochLabel]);
        Assert.Contains("resumed from the checkpoint of step", await fixture.Pods.LogAsync(last), StringComparison.Ordinal);
    }
}
