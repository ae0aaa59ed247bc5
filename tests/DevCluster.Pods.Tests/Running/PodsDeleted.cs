using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Tests.Running;

/// <summary>How a pod ends that somebody deletes.</summary>
public sealed class PodsDeleted
{
    private const string Wait = "while :; do sleep 0.05; done";

    [Fact]
    public async Task A_deleted_pod_gets_SIGTERM_and_may_end_by_itself()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        string file = Path.Combine(Path.GetDirectoryName(cluster.Folder)!, "saved");
        await cluster.CreatePodAsync("polite", $"trap 'echo saved > {file}; exit 143' TERM; echo up; {Wait}");
        await cluster.LogHasAsync("polite", "up");
        await DeleteAsync(cluster, "polite");
        await cluster.GoneAsync(Paths.Pod("default", "polite"));
        Assert.Equal("saved\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_pod_that_ignores_SIGTERM_is_killed_with_all_its_processes_when_its_grace_is_over()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("deaf", $"trap '' TERM; sleep 300 & echo child $!; {Wait}", """{"terminationGracePeriodSeconds": 1}""");
        await cluster.LogHasAsync("deaf", "child");
        int child = int.Parse((await cluster.LogAsync("deaf")).Split(' ')[1]);
        await DeleteAsync(cluster, "deaf");
        await cluster.GoneAsync(Paths.Pod("default", "deaf"));
        await HostProcess.EndedAsync(child);
    }

    [Fact]
    public async Task A_force_deleted_pod_is_killed_and_its_folder_goes()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        JsonObject pod = await cluster.CreatePodAsync("forced", $"trap '' TERM; echo pid $$; {Wait}");
        await cluster.LogHasAsync("forced", "pid");
        int process = int.Parse((await cluster.LogAsync("forced")).Split(' ')[1]);
        await cluster.Client.DeleteAsync(Paths.Pod("default", "forced"), new JsonObject { ["gracePeriodSeconds"] = 0 }, TestContext.Current.CancellationToken);
        await HostProcess.EndedAsync(process);
        string folder = Path.Combine(cluster.Folder, pod.Uid());
        await TestCluster.PollAsync(() => Task.FromResult(Directory.Exists(folder) ? null : ""), () => $"{folder} is still there");
    }

    private static Task<JsonObject?> DeleteAsync(TestCluster cluster, string pod)
        => cluster.Client.DeleteAsync(Paths.Pod("default", pod), null, TestContext.Current.CancellationToken);
}
