using EndToEnd.Tests.Kit;
using FineTune.Demo.Harness;
using k8s.Models;

namespace EndToEnd.Tests;

/// <summary>An operator that is killed never stops a run; the next one takes up the very pod.</summary>
[Collection<ClusterTests>]
public sealed class KilledOperator(ClusterFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("during", false)]
    [InlineData("after", true)]
    public async Task The_run_is_the_same_pod_and_the_status_catches_up(string restarted, bool runEndsMeanwhile)
    {
        var manifest = new JobManifest($"operator-back-{restarted}") { Method = JobManifest.Full, MaxSteps = runEndsMeanwhile ? 100 : 400 };
        await fixture.ApplyAsync($"{manifest}");
        var pod = await fixture.Pods.StepAsync(manifest.Name, 20);
        await fixture.Cluster.KillOperatorAsync();
        if (runEndsMeanwhile)
            await EndsAsync(pod);
        Assert.False((await fixture.Jobs.GetAsync(manifest.Name, TestContext.Current.CancellationToken)).IsOver);
        await fixture.Cluster.StartOperatorAsync(TestContext.Current.CancellationToken);

        var job = await fixture.SucceedsAsync(manifest.Name);
        Assert.Equal((manifest.MaxSteps, manifest.MaxSteps, 100), (job.Step, job.TotalSteps, job.Percent));
        Assert.NotEmpty(job.Object["status"]!["outputs"]!.AsArray());
        Assert.Equal(pod.Uid(), Assert.Single(await fixture.Pods.OfAsync(manifest.Name)).Uid());
        Assert.Equal(0, job.Object["status"]!["restarts"]?["counted"]?.GetValue<int>() ?? 0);
    }

    private Task EndsAsync(V1Pod pod) => Poll.UntilAsync($"{pod.Name()} to end", Patience, async () =>
        (await fixture.Pods.OfAsync(pod.Labels()[FineTune.Contract.PodNames.JobLabel])).Single().Status.Phase == "Succeeded", TestContext.Current.CancellationToken);
}
