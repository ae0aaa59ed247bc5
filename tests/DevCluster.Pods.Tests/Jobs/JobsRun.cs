using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;
using DevCluster.Pods.Tests.Running;

namespace DevCluster.Pods.Tests.Jobs;

/// <summary>Jobs against the real API server, with real processes as their pods.</summary>
public sealed class JobsRun
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private const string Wait = "echo pid $$; while :; do sleep 0.05; done";

    [Fact]
    public async Task A_job_runs_its_pod_to_Complete()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await CreateAsync(cluster, "good", "echo done");
        JsonObject job = await cluster.WaitAsync(Paths.Job("default", "good"), one => one.Has("Complete"));
        Assert.Equal(1, job.Number("status", "succeeded"));
        JsonObject pod = await PodOfAsync(cluster, "good");
        Assert.Equal("done\n", await cluster.LogAsync(pod.Name()));
        Assert.Equal("good", pod.Text("metadata", "labels", "batch.kubernetes.io/job-name"));
        Assert.Equal(job.Uid(), pod.ControllerUid());
        Assert.False(pod.IsTracked());
        string events = await cluster.EventsAsync();
        Assert.Contains($"Normal SuccessfulCreate: Created pod: {pod.Name()}", events);
        Assert.Contains("Normal Completed: Job completed", events);
    }

    [Fact]
    public async Task A_permanent_exit_code_fails_the_job_by_its_policy()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await CreateAsync(cluster, "bad", "exit 11", """
            {"backoffLimit": 3, "podReplacementPolicy": "Failed", "podFailurePolicy": {"rules": [{"action": "FailJob", "onExitCodes": {"operator": "In", "values": [10, 11]}}]}}
            """);
        JsonObject job = await cluster.WaitAsync(Paths.Job("default", "bad"), one => one.Has("Failed"));
        Assert.Equal("PodFailurePolicy", job.Condition("Failed").Text("reason"));
        Assert.Equal(1, job.Number("status", "failed"));
    }

    [Fact]
    public async Task A_killed_process_fails_its_pod_with_137_and_is_replaced_when_nobody_counts_it()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        string mark = Path.Combine(Path.GetDirectoryName(cluster.Folder)!, "mark");
        await CreateAsync(cluster, "killed", $"[ -e {mark} ] && exit 0; : > {mark}; {Wait}", """
            {"backoffLimit": 0, "podReplacementPolicy": "Failed", "podFailurePolicy": {"rules": [{"action": "Ignore", "onExitCodes": {"operator": "In", "values": [137]}}]}}
            """);
        JsonObject first = await PodOfAsync(cluster, "killed");
        await cluster.LogHasAsync(first.Name(), "pid");
        HostProcess.Kill(int.Parse((await cluster.LogAsync(first.Name())).Split(' ')[1]));
        await cluster.WaitAsync(Paths.Job("default", "killed"), one => one.Has("Complete"));
        JsonObject pod = await cluster.EndedPodAsync(first.Name());
        Assert.Equal(137, pod.Items("status", "containerStatuses").Single().Number("state", "terminated", "exitCode"));
    }

    [Fact]
    public async Task Deleting_a_job_ends_its_pod_and_its_process()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await CreateAsync(cluster, "gone", Wait);
        JsonObject pod = await PodOfAsync(cluster, "gone");
        await cluster.LogHasAsync(pod.Name(), "pid");
        int process = int.Parse((await cluster.LogAsync(pod.Name())).Split(' ')[1]);
        await cluster.Client.DeleteAsync(Paths.Job("default", "gone"), new JsonObject { ["propagationPolicy"] = "Background" }, TestContext.Current.CancellationToken);
        await cluster.GoneAsync(Paths.Pod("default", pod.Name()));
        await HostProcess.EndedAsync(process);
        await cluster.GoneAsync(Paths.Job("default", "gone"));
    }

    [Fact]
    public async Task A_job_waits_for_GPUs_until_another_gives_them_back()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        string gate = Path.Combine(Path.GetDirectoryName(cluster.Folder)!, "gate");
        await CreateAsync(cluster, "first", $"while [ ! -e {gate} ]; do sleep 0.05; done", gpus: 2);
        await cluster.WaitAsync(Paths.Job("default", "first"), one => one.Number("status", "ready") == 1);
        await CreateAsync(cluster, "second", "true", gpus: 1);
        JsonObject pod = await PodOfAsync(cluster, "second");
        JsonObject waiting = await cluster.PodAsync(pod.Name(), one => one.Condition("PodScheduled") is not null);
        Assert.Equal(
            "0/1 nodes are available: 1 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
            waiting.Condition("PodScheduled").Text("message"));
        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);
        await cluster.WaitAsync(Paths.Job("default", "second"), one => one.Has("Complete"));
    }

    private static Task<JsonObject> CreateAsync(TestCluster cluster, string name, string script, string spec = "{}", int gpus = 0)
    {
        JsonObject container = new() { ["name"] = "main", ["image"] = "sh", ["args"] = new JsonArray(script) };
        if (gpus > 0) container["resources"] = new JsonObject { ["limits"] = new JsonObject { ["nvidia.com/gpu"] = $"{gpus}" } };
        JsonObject job = JsonNode.Parse(spec)!.AsObject();
        job["completions"] = 1;
        job["parallelism"] = 1;
        job["template"] = new JsonObject { ["spec"] = new JsonObject { ["restartPolicy"] = "Never", ["terminationGracePeriodSeconds"] = 2, ["containers"] = new JsonArray(container) } };
        return cluster.CreateAsync(Jobs, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = job });
    }

    private static Task<JsonObject> PodOfAsync(TestCluster cluster, string job) => TestCluster.PollAsync(
        async () => (await cluster.Client.ListAsync($"{Paths.PodsOf("default")}?labelSelector=job-name%3D{job}", TestContext.Current.CancellationToken)).Items.FirstOrDefault(),
        () => $"job {job} has no pod");
}
