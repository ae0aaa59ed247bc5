using FineTune.Contract;
using FineTuneOperator.Api;
using FineTuneOperator.Core;
using k8s.Models;

namespace FineTuneOperator.Tests.Running;

public sealed class LifecycleTests
{
    [Fact]
    public async Task A_job_runs_from_manifest_to_scores()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.StartOperatorAsync();
        await cluster.CreateAsync(TestCluster.Sample<FineTuneJob>("intents-lora"));
        PlayedPod pod = await PlayedPod.CreateAsync(cluster, "intents-lora-1");
        await cluster.UntilThereAsync<V1ConfigMap>("intents-lora-1");
        await cluster.UntilThereAsync<V1ControllerRevision>("intents-lora-runtime");
        await pod.RunAsync();
        FineTuneJob running = await cluster.UntilAsync("intents-lora", "to prepare", job => job.Status.State == RunStates.Preparing && job.Status.StartTime is not null);
        Assert.Equal(ConditionTypes.All, running.Status.Conditions.Select(one => one.Type));
        Assert.Equal("intents-lora-1-abcde", running.Status.JobRef!.Pod);

        await pod.EndAsync(0, Report(0, "trained 30 steps"));
        FineTuneJob done = await cluster.UntilAsync("intents-lora", "to succeed", job => job.Status.Conditions.Any(one => one is { Type: "Succeeded", Status: "True" }));
        Assert.Equal("0.65", done.Status.Metrics.Single(one => one.Name == "tuned_accuracy").Value);
        Assert.Equal(RunStates.Succeeded, done.Status.State);
    }

    [Fact]
    public async Task A_restarted_operator_goes_on_with_the_same_child()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.StartOperatorAsync();
        await cluster.CreateAsync(TestCluster.Sample<FineTuneJob>("intents-full"));
        PlayedPod pod = await PlayedPod.CreateAsync(cluster, "intents-full-1");
        await pod.RunAsync();
        await cluster.UntilAsync("intents-full", "to prepare", job => job.Status.State == RunStates.Preparing);
        await cluster.StopOperatorAsync();
        await pod.EndAsync(0, Report(0, "trained 30 steps"));

        await cluster.StartOperatorAsync();
        await cluster.UntilAsync("intents-full", "to succeed", job => job.Status.State == RunStates.Succeeded);
        Assert.Equal("intents-full-1", Assert.Single(await cluster.Client.ListAsync<V1Job>(TestCluster.Namespace, cancellationToken: TestContext.Current.CancellationToken)).Metadata.Name);
    }

    [Fact]
    public async Task Bad_data_ends_a_run_and_says_where_it_is()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.StartOperatorAsync();
        await cluster.CreateAsync(TestCluster.Sample<FineTuneJob>("intents-bad-data"));
        PlayedPod pod = await PlayedPod.CreateAsync(cluster, "intents-bad-data-1");
        await pod.RunAsync();
        await pod.EndAsync(11, Report(11, "the file has no column \"intent\"") with { Hint = "Columns are text, label." });
        FineTuneJob failed = await cluster.UntilAsync("intents-bad-data", "to fail", job => job.Status.State == RunStates.Failed);
        Assert.Equal(("InvalidData", 11), (failed.Status.Failure!.Class, failed.Status.Failure.ExitCode));
        Assert.Contains("Columns are", failed.Status.Conditions.Single(one => one.Type == "Failed").Message, StringComparison.Ordinal);
        var events = await cluster.Client.ListAsync<Corev1Event>(TestCluster.Namespace, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(events, one => one.Reason == "InvalidData" && one.Type == "Warning");
    }

    [Fact]
    public async Task A_killed_trainer_is_followed_by_the_next_attempt()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.StartOperatorAsync();
        await cluster.CreateAsync(TestCluster.Sample<FineTuneJob>("intents-full"));
        PlayedPod pod = await PlayedPod.CreateAsync(cluster, "intents-full-1");
        await pod.RunAsync();
        await pod.EndAsync(137);
        await cluster.UntilThereAsync<V1Job>("intents-full-2");
        FineTuneJob job = await cluster.UntilAsync("intents-full", "to count", one => one.Status.JobRef?.Epoch == 2);
        Assert.Equal((1, 0), (job.Status.Restarts!.Counted, job.Status.Restarts.Uncounted));
    }

    [Fact]
    public async Task Suspending_deletes_the_child_and_resuming_starts_the_next_attempt()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.StartOperatorAsync();
        FineTuneJob job = await cluster.CreateAsync(TestCluster.Sample<FineTuneJob>("intents-full"));
        await cluster.UntilThereAsync<V1Job>("intents-full-1");
        await SuspendAsync(cluster, true);
        await cluster.UntilAsync("intents-full", "to be suspended", one => one.Status.State == RunStates.Suspended);
        Assert.Null(await cluster.Client.GetAsync<V1Job>("intents-full-1", TestCluster.Namespace, TestContext.Current.CancellationToken));
        await SuspendAsync(cluster, false);
        await cluster.UntilThereAsync<V1Job>("intents-full-2");
        Assert.Equal(job.Metadata.Uid, (await cluster.GetAsync("intents-full")).Metadata.Uid);
    }

    [Fact]
    public async Task A_runtime_that_comes_later_starts_the_run()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        var runtime = TestCluster.Sample<ClusterFineTuneRuntime>("runtime-cpu");
        await cluster.Client.DeleteAsync<ClusterFineTuneRuntime>("cpu", cancellationToken: TestContext.Current.CancellationToken);
        await cluster.StartOperatorAsync();
        await cluster.CreateAsync(TestCluster.Sample<FineTuneJob>("intents-full"));
        await cluster.UntilAsync("intents-full", "to be refused", job => job.Status.Conditions.Any(one => one is { Type: "Accepted", Status: "False", Reason: "RuntimeNotFound" }));
        await cluster.CreateAsync(runtime);
        await cluster.UntilThereAsync<V1Job>("intents-full-1");
    }

    private static Task SuspendAsync(TestCluster cluster, bool value) =>
        cluster.Client.PatchAsync<FineTuneJob>(new V1Patch($"{{\"spec\":{{\"suspend\":{(value ? "true" : "false")}}}}}", V1Patch.PatchType.MergePatch), "intents-full", TestCluster.Namespace, cancellationToken: TestContext.Current.CancellationToken);

    private static RunReport Report(int code, string message) => new()
    {
        Version = 1,
        Class = ExitCodes.ClassOf(code),
        ExitCode = code,
        Message = message,
        Step = 30,
        TotalSteps = 30,
        Tuned = code == 0 ? new Dictionary<string, double> { ["accuracy"] = 0.65 } : null,
    };
}
