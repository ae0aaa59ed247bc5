using EndToEnd.Tests.Kit;
using FineTune.Contract;
using FineTune.Demo.Harness;

namespace EndToEnd.Tests;

/// <summary>Git applies the same manifest again after the job was cleaned up: nothing is trained twice, until the inputs change.</summary>
[Collection<ClusterTests>]
public sealed class Reapplied(ClusterFixture fixture)
{
    [Fact]
    public async Task The_same_inputs_are_AlreadyTrained_and_changed_ones_are_trained()
    {
        const string Data = "s3://data/reapplied/train.csv";
        await fixture.WriteAsync(Data, Rows.Csv(60, seed: 1));
        var manifest = new JobManifest("reapplied") { Train = Data };
        var first = await ApplyAsync(manifest);
        Assert.Equal("Completed", Reason(first));
        var weights = await fixture.WeightsAsync(manifest, first.Uid);
        await DeleteAsync(manifest);

        var second = await ApplyAsync(manifest);
        Assert.NotEqual(first.Uid, second.Uid);
        Assert.Equal("AlreadyTrained", Reason(second));
        Assert.Contains(first.Uid, second.Object["status"]!["conditions"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.All(second.Object["status"]!["outputs"]!.AsArray(), output => Assert.Contains($"/{first.Uid}/", output!["uri"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.DoesNotContain("totalSteps", await fixture.Pods.LogAsync(Assert.Single(await fixture.Pods.OfAsync(manifest.Name))), StringComparison.Ordinal);
        Assert.Equal([RunLayout.Fence], await fixture.ListAsync($"{manifest.Runs}{second.Uid}/"));
        Assert.Equal(weights, await fixture.WeightsAsync(manifest, first.Uid));
        await DeleteAsync(manifest);

        await fixture.WriteAsync(Data, Rows.Csv(60, seed: 9));
        var third = await ApplyAsync(manifest);
        Assert.Equal("Completed", Reason(third));
        Assert.NotEqual(weights, await fixture.WeightsAsync(manifest, third.Uid));
    }

    private static string Reason(JobView job) =>
        job.Object["status"]!["conditions"]!.AsArray().Single(one => one!["type"]!.GetValue<string>() == "Succeeded")!["reason"]!.GetValue<string>();

    private async Task<JobView> ApplyAsync(JobManifest manifest)
    {
        await fixture.ApplyAsync($"{manifest}");
        return await fixture.SucceedsAsync(manifest.Name);
    }

    private async Task DeleteAsync(JobManifest manifest)
    {
        await fixture.Jobs.DeleteAsync(manifest.Name, TestContext.Current.CancellationToken);
        await fixture.Pods.GoneAsync(manifest.Name);
    }
}
