using EndToEnd.Tests.Kit;
using FineTune.Contract;
using FineTune.Demo.Harness;
using k8s.Models;

namespace EndToEnd.Tests;

/// <summary>Suspend saves a checkpoint and takes the child away; resume goes on from it as if nothing had been.</summary>
[Collection<ClusterTests>]
public sealed class SuspendedRun(ClusterFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_suspended_run_resumes_from_its_checkpoint_and_ends_the_same()
    {
        // No rhythm reaches a checkpoint by itself: the one there is comes from suspending.
        var manifest = new JobManifest("suspended") { MaxSteps = 240, CheckpointEverySteps = 1000 };
        var undisturbed = fixture.UndisturbedAsync(manifest);
        await fixture.ApplyAsync($"{manifest}");
        var pod = await fixture.Pods.StepAsync(manifest.Name, 50);
        var process = fixture.Pods.ProcessOf(pod);

        await fixture.ApplyAsync($"{manifest with { Suspend = true }}");
        var job = await ReachesAsync(manifest.Name, "Suspended");

        Assert.Equal(("True", "False", "True"), (job.Condition("Suspended"), job.Condition("Training"), job.Condition("CheckpointAvailable")));
        Assert.Empty(await fixture.Pods.JobsOfAsync(manifest.Name));
        Assert.Empty(await fixture.Pods.OfAsync(manifest.Name));
        Assert.False(Pods.Lives(process));
        var step = job.Object["status"]!["checkpoint"]!["step"]!.GetValue<int>();
        Assert.InRange(step, 50, manifest.MaxSteps - 1);
        Assert.Contains($"{RunLayout.Checkpoint(step)}{ArtifactManifest.FileName}", await fixture.ListAsync($"{manifest.Runs}{job.Uid}/"));

        await fixture.ApplyAsync($"{manifest}");
        job = await fixture.SucceedsAsync(manifest.Name);

        var second = Assert.Single(await fixture.Pods.OfAsync(manifest.Name));
        Assert.Equal("2", second.Labels()[PodNames.EpochLabel]);
        Assert.Contains($"resumed from the checkpoint of step {step}", await fixture.Pods.LogAsync(second), StringComparison.Ordinal);
        Assert.Equal(0, job.Object["status"]!["restarts"]?["counted"]?.GetValue<int>() ?? 0);
        Assert.Equal(await undisturbed, await fixture.WeightsAsync(manifest, job.Uid));
    }

    private async Task<JobView> ReachesAsync(string name, string state)
    {
        JobView? job = null;
        await Poll.UntilAsync($"{name} to be {state}", Patience, async () =>
        {
            job = await fixture.Jobs.GetAsync(name, TestContext.Current.CancellationToken);
            return job.State == state;
        }, TestContext.Current.CancellationToken);
        return job!;
    }
}
