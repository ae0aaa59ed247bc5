using EndToEnd.Tests.Kit;
using FineTune.Contract;
using FineTune.Demo.Harness;
using k8s;
using k8s.Models;

namespace EndToEnd.Tests;

/// <summary>One job, from its manifest to the finished model.</summary>
[Collection<ClusterTests>]
public sealed class OneRun(ClusterFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData("one-lora", JobManifest.Lora, "Adapter")]
    [InlineData("one-freeze", "{type: Freeze, freeze: {trainableLayers: 0}}", "Model")]
    public async Task A_manifest_becomes_a_finished_model(string name, string method, string artifact)
    {
        var manifest = new JobManifest(name)
        {
            Method = method,
            Model = "s3://models/minilm-l3/",
            Train = "s3://data/e2e/train.csv",
            Validation = "s3://data/e2e/validation.csv",
            Test = "s3://data/e2e/test.csv",
            Precision = "Auto",
        };
        await fixture.ApplyAsync($"{manifest}");
        var job = await fixture.Jobs.FollowAsync(name, Patience, _ => { }, TestContext.Current.CancellationToken);

        Assert.True(job.Succeeded, job.Failure);
        AssertStatus(job, artifact);
        await AssertStoreAsync(job, manifest, artifact);
        await AssertChildrenAsync(job);
        await AssertEventsAsync(job);
    }

    private static void AssertStatus(JobView job, string artifact)
    {
        var status = job.Object["status"]!;
        Assert.Equal("Succeeded", job.State);
        Assert.Equal(job.Object["metadata"]!["generation"]!.GetValue<long>(), status["observedGeneration"]!.GetValue<long>());
        foreach (var (condition, expected) in new[] { ("Accepted", "True"), ("InputsReady", "True"), ("Training", "False"), ("OutputPublished", "True"), ("Failed", "False"), ("Reconciling", "False"), ("Stalled", "False") })
            Assert.Equal((condition, expected), (condition, job.Condition(condition)));
        Assert.Equal((8, 8, 100), (job.Step, job.TotalSteps, job.Percent));
        var metrics = status["metrics"]!.AsArray().Select(metric => metric!["name"]!.GetValue<string>()).ToList();
        Assert.Contains("baseline_accuracy", metrics);
        Assert.Contains("tuned_accuracy", metrics);
        Assert.NotNull(job.Text("loss"));
        Assert.Contains(artifact, status["outputs"]!.AsArray().Select(output => output!["type"]!.GetValue<string>()));
        Assert.All(status["outputs"]!.AsArray(), output => Assert.True(output!["sizeBytes"]!.GetValue<long>() > 0));
        Assert.Null(status["failure"]);
    }

    private async Task AssertStoreAsync(JobView job, JobManifest manifest, string artifact)
    {
        var names = await fixture.ListAsync($"{manifest.Runs}{job.Uid}/");
        Assert.Contains("manifest.json", names);
        Assert.Contains(RunLayout.Report, names);
        Assert.Contains(RunLayout.Metrics, names);
        string[] files = artifact == "Adapter"
            ? [$"{RunLayout.Adapter}adapter_config.json", $"{RunLayout.Adapter}adapter_model.safetensors"]
            : [$"{RunLayout.Model}config.json", $"{RunLayout.Model}model.safetensors", $"{RunLayout.Model}vocab.txt"];
        Assert.Empty(files.Except(names));
    }

    private async Task AssertChildrenAsync(JobView job)
    {
        var child = Assert.Single(await fixture.Pods.JobsOfAsync(job.Name));
        var pod = Assert.Single(await fixture.Pods.OfAsync(job.Name));
        Assert.Equal($"{job.Name}-1", child.Name());
        foreach (var labels in new[] { child.Labels(), pod.Labels() })
        {
            Assert.Equal(job.Name, labels[PodNames.JobLabel]);
            Assert.Equal(job.Uid, labels[PodNames.UidLabel]);
            Assert.Equal("1", labels[PodNames.EpochLabel]);
        }

        Assert.Equal(job.Uid, child.GetController()!.Uid);
        Assert.Equal(child.Uid(), pod.GetController()!.Uid);
    }

    private async Task AssertEventsAsync(JobView job)
    {
        var reasons = new HashSet<string>();
        await Poll.UntilAsync("the last event", Patience, async () =>
        {
            var events = await fixture.Cluster.Client.CoreV1.ListNamespacedEventAsync(SampleObjects.Namespace, fieldSelector: $"involvedObject.name={job.Name}", cancellationToken: TestContext.Current.CancellationToken);
            reasons.UnionWith(events.Items.Select(one => one.Reason));
            return reasons.Contains("Completed");
        }, TestContext.Current.CancellationToken);
        Assert.Contains("AttemptStarted", reasons);
    }
}
