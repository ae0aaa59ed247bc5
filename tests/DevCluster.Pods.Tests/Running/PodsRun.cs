using System.Text.Json.Nodes;
using DevCluster.Pods.Json;
using DevCluster.Pods.Logs;

namespace DevCluster.Pods.Tests.Running;

/// <summary>Real processes behind real pods.</summary>
public sealed class PodsRun
{
    [Fact]
    public async Task A_pod_runs_to_success_and_leaves_its_log()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("hello", "echo one; echo two >&2; printf three");
        JsonObject pod = await cluster.EndedPodAsync("hello");
        Assert.Equal("Succeeded", pod.Phase());
        Assert.Equal("devcluster-node-1", pod.Node());
        Assert.Equal("127.0.0.1", pod.Text("status", "podIP"));
        Assert.True(pod.Has("PodScheduled"));
        JsonObject terminated = pod.Items("status", "containerStatuses").Single()["state"]!["terminated"]!.AsObject();
        Assert.Equal("0 Completed", $"{terminated.Number("exitCode")} {terminated.Text("reason")}");
        Assert.Equal("one\ntwo\nthree", await cluster.LogAsync("hello"));
        Assert.Equal("two\nthree", await cluster.LogAsync("hello", new LogQuery { TailLines = 2 }));
        Assert.Equal("one\ntw", await cluster.LogAsync("hello", new LogQuery { LimitBytes = 6 }));
        Assert.Equal("", await cluster.LogAsync("hello", new LogQuery { Since = DateTimeOffset.UtcNow.AddMinutes(1) }));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z one\n", await cluster.LogAsync("hello", new LogQuery { Timestamps = true }));
        Assert.Contains("Normal Scheduled: Successfully assigned default/hello to devcluster-node-1", await cluster.EventsAsync());
    }

    [Fact]
    public async Task A_pod_that_asks_for_more_than_a_process_can_do_says_so_and_does_not_start()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("asks", "echo never", """{"livenessProbe": {"exec": {"command": ["true"]}}, "lifecycle": {}, "securityContext": {"privileged": true, "readOnlyRootFilesystem": true}}""");
        JsonObject pod = await cluster.PodAsync("asks", one => one.Items("status", "containerStatuses").SingleOrDefault().Text("state", "waiting", "reason") == "CreateContainerConfigError");
        Assert.Equal("livenessProbe, securityContext.privileged: not in the development cluster's subset", pod.Items("status", "containerStatuses").Single().Text("state", "waiting", "message"));
        Assert.Contains("Warning Failed: Error: livenessProbe", await cluster.EventsAsync());
    }

    [Fact]
    public async Task A_followed_log_ends_with_the_container()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        string gate = Path.Combine(Path.GetDirectoryName(cluster.Folder)!, "gate");
        await cluster.CreatePodAsync("slow", $"echo begin; while [ ! -e {gate} ]; do :; done; echo end");
        await cluster.LogHasAsync("slow", "begin");
        Task<string> follow = cluster.LogAsync("slow", new LogQuery { Follow = true });
        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);
        Assert.Equal("begin\nend\n", await follow);
    }

    [Theory]
    [InlineData("exit 42", 42)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("kill -15 $$", 143)]
    public async Task The_exit_code_is_the_processs_own_or_tells_the_signal(string script, int code)
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("ends", script);
        JsonObject pod = await cluster.EndedPodAsync("ends");
        Assert.Equal("Failed", pod.Phase());
        Assert.Equal(code, pod.Items("status", "containerStatuses").Single().Number("state", "terminated", "exitCode"));
    }

    [Fact]
    public async Task The_termination_message_is_read_from_its_file_or_from_the_log()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("says", "printf '{\"ok\":true}' > /dev/termination-log");
        await cluster.CreatePodAsync("fails", "echo last words; exit 3", """{"terminationMessagePolicy": "FallbackToLogsOnError"}""");
        Assert.Equal("{\"ok\":true}", Message(await cluster.EndedPodAsync("says")));
        Assert.Equal("last words\n", Message(await cluster.EndedPodAsync("fails")));
    }

    [Fact]
    public async Task Variables_come_from_values_objects_and_fields()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        JsonObject secret = new() { ["metadata"] = new JsonObject { ["name"] = "keys" }, ["stringData"] = new JsonObject { ["id"] = "me", ["SECRET"] = "/scratch is mine" } };
        await cluster.CreateAsync("/api/v1/namespaces/default/secrets", secret);
        await cluster.CreatePodAsync("env", "echo $ID $NAME $GPUS $BOTH; echo $SECRET", """
            {"resources": {"limits": {"nvidia.com/gpu": "2"}},
             "envFrom": [{"secretRef": {"name": "keys"}}],
             "env": [{"name": "ID", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "id"}}},
                     {"name": "NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
                     {"name": "GPUS", "valueFrom": {"resourceFieldRef": {"resource": "limits.nvidia.com/gpu"}}},
                     {"name": "BOTH", "value": "$(ID)-$(NAME)-$$(ID)-$(NONE)"}],
             "volumeMounts": [{"name": "s", "mountPath": "/scratch"}], "volumes": [{"name": "s", "emptyDir": {}}]}
            """);
        await cluster.EndedPodAsync("env");
        Assert.Equal("me env 2 me-env-$(ID)-$(NONE)\n/scratch is mine\n", await cluster.LogAsync("env"));
    }

    [Fact]
    public async Task Mounted_paths_lead_to_the_volumes()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        JsonObject map = new() { ["metadata"] = new JsonObject { ["name"] = "run" }, ["data"] = new JsonObject { ["run.json"] = "{}" } };
        await cluster.CreateAsync("/api/v1/namespaces/default/configmaps", map);
        await cluster.CreatePodAsync("mounts", "cat /etc/finetune/run.json; echo x > /scratch/file; cat $FILE; pwd", """
            {"env": [{"name": "FILE", "value": "/scratch/file"}], "workingDir": "/scratch",
             "volumeMounts": [{"name": "run", "mountPath": "/etc/finetune"}, {"name": "scratch", "mountPath": "/scratch/"}],
             "volumes": [{"name": "run", "configMap": {"name": "run"}}, {"name": "scratch", "emptyDir": {}}]}
            """);
        JsonObject pod = await cluster.EndedPodAsync("mounts");
        Assert.Equal($"{{}}x\n{cluster.Folder}/{pod.Uid()}/volumes/scratch\n", await cluster.LogAsync("mounts"));
    }

    [Fact]
    public async Task A_projected_token_is_good_for_its_audience_and_names_the_pod()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("token", "cat /var/run/secrets/finetune/token", """
            {"volumeMounts": [{"name": "t", "mountPath": "/var/run/secrets/finetune"}],
             "volumes": [{"name": "t", "projected": {"sources": [{"serviceAccountToken": {"path": "token", "audience": "finetune.dev/progress", "expirationSeconds": 600}}]}}]}
            """);
        JsonObject pod = await cluster.EndedPodAsync("token");
        JsonObject review = new() { ["spec"] = new JsonObject { ["token"] = await cluster.LogAsync("token"), ["audiences"] = new JsonArray("finetune.dev/progress") } };
        JsonObject answer = await cluster.CreateAsync("/apis/authentication.k8s.io/v1/tokenreviews", review);
        Assert.True(answer.Is("status", "authenticated"));
        Assert.Equal(pod.Uid(), answer.Texts("status", "user", "extra", "authentication.kubernetes.io/pod-uid").Single());
    }

    [Fact]
    public async Task An_init_container_runs_before_and_its_failure_fails_the_pod()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("good", "cat /s/f", """
            {"volumeMounts": [{"name": "s", "mountPath": "/s"}], "volumes": [{"name": "s", "emptyDir": {}}],
             "initContainers": [{"name": "first", "image": "sh", "args": ["echo ready > /s/f"], "volumeMounts": [{"name": "s", "mountPath": "/s"}]}]}
            """);
        await cluster.CreatePodAsync("bad", "echo never", """{"initContainers": [{"name": "first", "image": "sh", "args": ["exit 5"]}]}""");
        await cluster.EndedPodAsync("good");
        Assert.Equal("ready\n", await cluster.LogAsync("good"));
        Assert.Equal("Failed", (await cluster.EndedPodAsync("bad")).Phase());
        Assert.Equal("", await cluster.LogAsync("bad"));
    }

    [Fact]
    public async Task An_unknown_image_or_a_missing_secret_keeps_the_pod_waiting_with_a_reason()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.CreatePodAsync("image", "true", """{"image": "nobody/knows:1"}""");
        await cluster.CreatePodAsync("secret", "true", """{"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "none", "key": "a"}}}]}""");
        await cluster.CreatePodAsync("program", "true", """{"command": ["/no/such/program"]}""");
        await cluster.PodAsync("image", pod => Waits(pod, "ImagePullBackOff"));
        JsonObject waiting = await cluster.PodAsync("secret", pod => Waits(pod, "CreateContainerConfigError"));
        Assert.Equal("secret \"none\" not found", waiting.Items("status", "containerStatuses").Single().Text("state", "waiting", "message"));
        JsonObject failed = await cluster.EndedPodAsync("program");
        Assert.Equal("StartError", failed.Items("status", "containerStatuses").Single().Text("state", "terminated", "reason"));
    }

    private static bool Waits(JsonObject pod, string reason) => pod.Items("status", "containerStatuses").FirstOrDefault().Text("state", "waiting", "reason") == reason;

    private static string? Message(JsonObject pod) => pod.Items("status", "containerStatuses").Single().Text("state", "terminated", "message");
}
