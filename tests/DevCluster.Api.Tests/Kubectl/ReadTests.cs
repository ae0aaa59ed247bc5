using System.Diagnostics;

namespace DevCluster.Api.Tests.Kubectl;

/// <summary>kubectl get, describe, explain and logs.</summary>
public sealed class ReadTests
{
    [Fact]
    public async Task Get_shows_tables_wide_tables_JSON_and_YAML()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        await kubectl.RunAsync("run", "p", "--image=example.org/a:1", "--restart=Never");
        Assert.StartsWith("NAME   READY   STATUS    RESTARTS   AGE\np      0/1     Pending   0 ", await kubectl.RunAsync("get", "pods"));
        Assert.Contains("NOMINATED NODE   READINESS GATES", await kubectl.RunAsync("get", "pods", "-o", "wide"));
        Assert.Equal("Pod", (string?)(await kubectl.JsonAsync("get", "pod", "p"))["kind"]);
        Assert.Contains("\n    image: example.org/a:1\n", (await kubectl.RunAsync("get", "pod", "p", "-o", "yaml")).Replace("  - image", "    image"));
        Assert.Contains("example.org/a:1", await kubectl.RunAsync("describe", "pod", "p"));
    }

    [Fact]
    public async Task Get_watches()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        CancellationToken ct = TestContext.Current.CancellationToken;
        using Process watch = kubectl.Start("get", "configmaps", "--watch", "-o", "name");
        await kubectl.RunAsync("create", "configmap", "later");
        string? line;
        do line = await watch.StandardOutput.ReadLineAsync(ct);
        while (line is not (null or "configmap/later"));
        watch.Kill();
        Assert.Equal("configmap/later", line);
    }

    [Fact]
    public async Task Explain_knows_the_fields_of_built_in_kinds_and_of_definitions()
    {
        await using KubectlProgram kubectl = await Definition.StartAsync();
        string container = await kubectl.RunAsync("explain", "pod.spec.containers");
        Assert.Contains("imagePullPolicy\t<string>", container);
        string widget = await kubectl.RunAsync("explain", "widget", "--recursive");
        Assert.Contains("size\t<integer>", widget);
        Assert.Contains("color\t<string>", widget);
        Assert.Contains("What the widget is to be.", await kubectl.RunAsync("explain", "widget.spec"));
    }

    [Fact]
    public async Task Logs_are_those_of_the_pod_runner()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync(new OneLine());
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest(
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {nodeName: node-1, containers: [{name: main, image: example.org/a:1}]}}"));
        Assert.Equal("default/p says hello\n", await kubectl.RunAsync("logs", "p"));
        (int code, string refusal) = await kubectl.TryAsync("logs", "p", "-c", "other");
        Assert.Equal(1, code);
        Assert.Contains("container other is not valid for pod p", refusal);
    }

    private sealed class OneLine : IPodLogs
    {
        public Task<Stream?> OpenAsync(string ns, string pod, PodLogQuery query, CancellationToken ct)
            => Task.FromResult<Stream?>(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"{ns}/{pod} says hello\n")));
    }
}
