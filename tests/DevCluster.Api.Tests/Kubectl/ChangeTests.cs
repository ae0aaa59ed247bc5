using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Tests.Kubectl;

/// <summary>kubectl create, label, annotate, patch, scale, wait and delete.</summary>
public sealed class ChangeTests
{
    [Fact]
    public async Task Create_label_annotate_and_patch()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        Assert.Equal("configmap/a created\n", await kubectl.RunAsync("create", "configmap", "a", "--from-literal=k=v"));
        Assert.Equal("secret/s created\n", await kubectl.RunAsync("create", "secret", "generic", "s", "--from-literal=k=v"));
        Assert.Equal("job.batch/j created\n", await kubectl.RunAsync("create", "job", "j", "--image=example.org/a:1", "--", "/bin/true"));
        await kubectl.RunAsync("label", "configmap", "a", "l=1");
        await kubectl.RunAsync("annotate", "configmap", "a", "n=2");
        await kubectl.RunAsync("patch", "configmap", "a", "--type=merge", "-p", """{"data":{"x":"y"}}""");
        JsonObject stored = await kubectl.JsonAsync("get", "configmap", "a");
        Assert.Equal("""{"l":"1"}""", stored["metadata"]!["labels"]!.ToJsonString());
        Assert.Equal("2", (string?)stored["metadata"]!["annotations"]!["n"]);
        Assert.Equal("y", (string?)stored["data"]!["x"]);
        Assert.Equal("dg==", (string?)(await kubectl.JsonAsync("get", "secret", "s"))["data"]!["k"]);
        Assert.Equal("/bin/true", (string?)(await kubectl.JsonAsync("get", "job", "j"))["spec"]!["template"]!["spec"]!["containers"]![0]!["command"]![0]);
    }

    [Fact]
    public async Task Scale_and_wait_for_a_condition()
    {
        await using KubectlProgram kubectl = await Definition.StartAsync();
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest("{apiVersion: test.example.org/v1, kind: Widget, metadata: {name: w}}"));
        await kubectl.RunAsync("scale", "widget", "w", "--replicas=3");
        Assert.Contains("w      3", await kubectl.RunAsync("get", "wd"));
        (int code, string timeout) = await kubectl.TryAsync("wait", "--for=condition=Ready", "wd/w", "--timeout=1s");
        Assert.True(code == 1, timeout);
        await kubectl.RunAsync("get", "--raw", "/apis/test.example.org/v1/namespaces/default/widgets/w/scale");
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest(
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {schedulingGates: [{name: test.example.org/g}], containers: [{name: main, image: example.org/a:1}]}}"));
        Assert.Contains("condition met", await kubectl.RunAsync("wait", "--for=condition=PodScheduled=false", "pod/p", "--timeout=30s"));
    }

    [Fact]
    public async Task Delete_waits_for_the_finalizer()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: held, finalizers: [example.org/hold]}}"));
        using Process delete = kubectl.Start("delete", "configmap", "held");
        await delete.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull((await kubectl.JsonAsync("get", "configmap", "held"))["metadata"]!["deletionTimestamp"]);
        using Process wait = kubectl.Start("wait", "--for=delete", "configmap/held", "--timeout=60s");
        await kubectl.RunAsync("patch", "configmap", "held", "--type=merge", "-p", """{"metadata":{"finalizers":null}}""");
        await delete.WaitForExitAsync(TestContext.Current.CancellationToken);
        await wait.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, 1), (delete.ExitCode, (await kubectl.TryAsync("get", "configmap", "held")).Code));
    }
}
