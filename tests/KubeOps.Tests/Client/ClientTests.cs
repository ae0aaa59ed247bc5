using k8s;
using k8s.Models;
using KubeOps.KubernetesClient;
using KubeOps.Tests.Operator;
using KubeOps.Tests.Server;
using KubeOps.Tests.Transpiler;

namespace KubeOps.Tests.Client;

/// <summary>The client asks for the right things in the right places.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task Server_side_apply_sends_its_manager_and_media_type()
    {
        await using FakeApiServer server = await FakeApiServer.StartAsync();
        using KubernetesClient.KubernetesClient client = new(server.Configuration);
        V1Patch patch = new("""{"kind":"Machine","metadata":{"name":"a"},"spec":{"count":3}}""", V1Patch.PatchType.ApplyPatch);
        Machine applied = await client.PatchAsync<Machine>(
            patch, "a", "default", fieldManager: "me", force: true, cancellationToken: TestContext.Current.CancellationToken);
        FakeApiServer.Request request = Assert.Single(server.Requests);
        Assert.Equal(("PATCH", $"{RunningOperator.Collection}/a"), (request.Verb, request.Path));
        Assert.StartsWith("application/apply-patch+yaml", request.ContentType, StringComparison.Ordinal);
        Assert.Contains("fieldManager=me", request.Query, StringComparison.Ordinal);
        Assert.Contains("force=true", request.Query, StringComparison.Ordinal);
        Assert.Equal(3, applied.Spec.Count);
    }

    [Fact]
    public async Task Saving_creates_first_and_replaces_later()
    {
        await using FakeApiServer server = await FakeApiServer.StartAsync();
        using IKubernetesClient client = new KubernetesClient.KubernetesClient(server.Configuration);
        Machine machine = new Machine { Metadata = new() { Name = "a", NamespaceProperty = "default" } }.Initialize();
        await client.SaveAsync(machine, TestContext.Current.CancellationToken);
        machine.Spec.Count = 5;
        Machine saved = await client.SaveAsync(machine, TestContext.Current.CancellationToken);
        Assert.Equal((5, 2L), (saved.Spec.Count, saved.Metadata.Generation));
        Assert.Equal(["GET", "POST", "GET", "PUT"], server.Requests.Select(r => r.Verb));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_deleting_it_is_no_error()
    {
        await using FakeApiServer server = await FakeApiServer.StartAsync();
        using KubernetesClient.KubernetesClient client = new(server.Configuration);
        Assert.Null(await client.GetAsync<Machine>("none", "default", TestContext.Current.CancellationToken));
        await client.DeleteAsync<Machine>("none", "default", TestContext.Current.CancellationToken);
        Assert.Equal("default", client.GetCurrentNamespace());
    }

    [Fact]
    public async Task Core_kinds_lie_under_api_and_cluster_kinds_in_no_namespace()
    {
        await using FakeApiServer server = await FakeApiServer.StartAsync();
        using IKubernetesClient client = new KubernetesClient.KubernetesClient(server.Configuration);
        await client.CreateAsync(
            new V1ConfigMap { Metadata = new() { Name = "m", NamespaceProperty = "default" } }.Initialize(), TestContext.Current.CancellationToken);
        await client.CreateAsync(new World { Metadata = new() { Name = "w" } }.Initialize(), TestContext.Current.CancellationToken);
        await client.CreateAsync(
            new V1Job { Metadata = new() { Name = "j", NamespaceProperty = "default" } }.Initialize(), TestContext.Current.CancellationToken);
        Assert.Single(await client.ListAsync<V1ConfigMap>("default", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Single(await client.ListAsync<V1Job>(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(
            ["/api/v1/namespaces/default/configmaps", "/apis/test.dev/v1/worlds", "/apis/batch/v1/namespaces/default/jobs",
                "/api/v1/namespaces/default/configmaps", "/apis/batch/v1/jobs"],
            server.Requests.Select(r => r.Path));
    }
}
