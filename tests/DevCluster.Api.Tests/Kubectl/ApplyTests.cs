using System.Text.Json.Nodes;

namespace DevCluster.Api.Tests.Kubectl;

/// <summary>kubectl apply and diff.</summary>
public sealed class ApplyTests
{
    [Fact]
    public async Task Apply_creates_then_changes_nothing_then_changes_what_is_different()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        string first = kubectl.Manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: one, gone: soon}}");
        Assert.Equal("configmap/a created\n", await kubectl.RunAsync("apply", "-f", first));
        Assert.Equal("configmap/a unchanged\n", await kubectl.RunAsync("apply", "-f", first));
        string second = kubectl.Manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: two}}");
        (int code, string difference) = await kubectl.TryAsync("diff", "-f", second);
        Assert.Equal(1, code);
        Assert.Contains("+  k: two", difference);
        Assert.Equal("configmap/a configured\n", await kubectl.RunAsync("apply", "-f", second));
        JsonObject stored = await kubectl.JsonAsync("get", "configmap", "a");
        Assert.Equal("""{"k":"two"}""", stored["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Apply_merges_the_containers_of_a_pod_by_name()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        const string Pod = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: main, image: example.org/a:1}]}}";
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest(Pod));
        Assert.Equal("pod/p unchanged\n", await kubectl.RunAsync("apply", "-f", kubectl.Manifest(Pod)));
        Assert.Equal("pod/p configured\n", await kubectl.RunAsync("apply", "-f", kubectl.Manifest(Pod.Replace("a:1", "a:2"))));
    }

    [Fact]
    public async Task Apply_on_the_server_owns_fields_and_reports_who_else_does()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        string manifest = kubectl.Manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: one}}");
        Assert.Equal("configmap/a serverside-applied\n", await kubectl.RunAsync("apply", "--server-side", "--field-manager=first", "-f", manifest));
        string other = kubectl.Manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: two}}");
        (int code, string conflict) = await kubectl.TryAsync("apply", "--server-side", "--field-manager=second", "-f", other);
        Assert.Equal(1, code);
        Assert.Contains("conflict with \"first\"", conflict);
        await kubectl.RunAsync("apply", "--server-side", "--field-manager=second", "--force-conflicts", "-f", other);
    }

    [Fact]
    public async Task A_field_that_nobody_knows_is_refused()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        (int code, string refusal) = await kubectl.TryAsync("apply", "-f", kubectl.Manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, datum: {k: v}}"));
        Assert.Equal(1, code);
        Assert.Contains("unknown field \"datum\"", refusal);
    }
}
