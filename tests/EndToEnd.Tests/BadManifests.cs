using EndToEnd.Tests.Kit;
using FineTune.Demo.Harness;

namespace EndToEnd.Tests;

/// <summary>A manifest that cannot work is refused at once, or fails before anything runs, with every problem and its field.</summary>
[Collection<ClusterTests>]
public sealed class BadManifests(ClusterFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("{type: LoRA, lora: {rank: 4, targetModules: [query]}, freeze: {trainableLayers: 0}}", "freeze may be set only when type is Freeze")]
    [InlineData("{type: Full, lora: {rank: 4, targetModules: [query]}}", "lora may be set only when type is LoRA")]
    [InlineData("{type: LoRA}", "lora must be set when type is LoRA")]
    [InlineData("{type: Magic}", "Unsupported value: \"Magic\"")]
    public async Task A_method_that_contradicts_itself_is_refused_by_the_API(string method, string message)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.ApplyAsync($"{new JobManifest("bad-union") { Method = method }}"));
        Assert.Contains("422", refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message.Replace("\\u0022", "\"", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("spec.method", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_learning_rate_fails_before_anything_runs()
    {
        var manifest = new JobManifest("bad-rate") { LearningRate = "-1e-3" };
        await fixture.ApplyAsync($"{manifest}");
        var job = await fixture.Jobs.FollowAsync(manifest.Name, Patience, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(("Failed", "True", "False"), (job.State, job.Condition("Failed"), job.Condition("Accepted")));
        var failure = job.Object["status"]!["failure"]!;
        Assert.Equal("InvalidConfig", failure["class"]!.GetValue<string>());
        Assert.Contains("spec.hyperparameters.learningRate", job.Failure, StringComparison.Ordinal);
        Assert.Contains("-1e-3", job.Failure, StringComparison.Ordinal);
        Assert.Empty(await fixture.Pods.JobsOfAsync(manifest.Name));
        Assert.Empty(await fixture.ListAsync(manifest.Runs));
    }

    [Fact]
    public async Task A_run_cannot_be_changed_once_it_is_there()
    {
        var manifest = new JobManifest("bad-change") { Suspend = true };
        await fixture.ApplyAsync($"{manifest}");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.ApplyAsync($"{manifest with { LearningRate = "2e-3" }}"));
        Assert.Contains("a run is immutable", refused.Message, StringComparison.Ordinal);
        await fixture.Jobs.DeleteAsync(manifest.Name, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_runtime_that_is_not_there_yet_is_waited_for()
    {
        var manifest = new JobManifest("bad-runtime") { Runtime = "none" };
        await fixture.ApplyAsync($"{manifest}");
        await Poll.UntilAsync("the condition", Patience, async () =>
            (await fixture.Jobs.GetAsync(manifest.Name, TestContext.Current.CancellationToken)).Condition("Accepted") == "False", TestContext.Current.CancellationToken);
        var job = await fixture.Jobs.GetAsync(manifest.Name, TestContext.Current.CancellationToken);
        Assert.Equal(("Pending", "False"), (job.State, job.Condition("Failed")));
        Assert.Contains("there is no ClusterFineTuneRuntime \\u0022none\\u0022", job.Object["status"]!["conditions"]!.ToJsonString(), StringComparison.Ordinal);
        await fixture.Jobs.DeleteAsync(manifest.Name, TestContext.Current.CancellationToken);
    }
}
