using System.Diagnostics;
using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Tests.Running;

/// <summary>How pods end before their time, and what a restarted runner finds.</summary>
public sealed class PodsStop
{
    private const string Wait = "while :; do sleep 0.05; done";

    [Fact]
    public async Task What_a_container_left_running_ends_with_it()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("parent", "sleep 300 & echo child $!");
        await cluster.EndedPodAsync("parent");
        await HostProcess.EndedAsync(int.Parse((await cluster.LogAsync("parent")).Split(' ')[1]));
    }

    [Fact]
    public async Task A_restarted_runner_adopts_what_runs_and_learns_how_the_rest_ended()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        string gate = Path.Combine(Path.GetDirectoryName(cluster.Folder)!, "gate");
        string first = Path.Combine(Path.GetDirectoryName(cluster.Folder)!, "first");
        await cluster.CreatePodAsync("meanwhile", $"echo a; while [ ! -e {first} ]; do sleep 0.05; done; exit 7");
        await cluster.CreatePodAsync("later", $"echo pid $$; while [ ! -e {gate} ]; do sleep 0.05; done; echo b; exit 8");
        await cluster.CreatePodAsync("lost", $"echo pid $$; {Wait}");
        foreach (string pod in (string[])["meanwhile", "later", "lost"]) await cluster.PodAsync(pod, one => one.Has("Ready"));
        await cluster.LogHasAsync("later", "pid");
        await cluster.LogHasAsync("lost", "pid");
        int lost = int.Parse((await cluster.LogAsync("lost")).Split(' ')[1]);
        await cluster.RestartRunnerAsync(async () =>
        {
            await File.WriteAllTextAsync(first, "", TestContext.Current.CancellationToken);
            // The shell above the process goes too: nobody is left who could say how it ended.
            Process.Start("kill", ["-9", "--", $"-{HostProcess.GroupOf(lost)}"])!.Dispose();
            await HostProcess.EndedAsync(lost);
        });
        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);
        Assert.Equal(7, ExitCode(await cluster.EndedPodAsync("meanwhile")));
        Assert.Equal(8, ExitCode(await cluster.EndedPodAsync("later")));
        Assert.Matches(@"^pid \d+\nb\n$", await cluster.LogAsync("later"));
        JsonObject unknown = await cluster.EndedPodAsync("lost");
        Assert.Equal(137, ExitCode(unknown));
        Assert.Equal("ContainerStatusUnknown", unknown.Items("status", "containerStatuses").Single().Text("state", "terminated", "reason"));
    }

    [Fact]
    public async Task Stopping_the_cluster_ends_its_pods_as_a_node_shutdown_does()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("served", Wait);
        await cluster.PodAsync("served", pod => pod.Has("Ready"));
        await cluster.StopPodsAsync();
        JsonObject pod = await cluster.EndedPodAsync("served");
        Assert.Equal("Failed Terminated", $"{pod.Phase()} {pod.Text("status", "reason")}");
        Assert.Equal("TerminationByKubelet", pod.Condition("DisruptionTarget").Text("reason"));
    }

    private static long? ExitCode(JsonObject pod) => pod.Items("status", "containerStatuses").Single().Number("state", "terminated", "exitCode");
}
