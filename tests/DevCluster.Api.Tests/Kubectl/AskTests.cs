namespace DevCluster.Api.Tests.Kubectl;

/// <summary>kubectl auth, api-resources and events.</summary>
public sealed class AskTests
{
    [Fact]
    public async Task Auth_says_what_one_may_do()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        Assert.Equal("yes\n", await kubectl.RunAsync("auth", "can-i", "create", "pods"));
        (int code, string answer) = await kubectl.TryAsync("--user=user", "auth", "can-i", "create", "pods");
        Assert.Equal(1, code);
        Assert.StartsWith("no", answer);
        await kubectl.RunAsync("create", "role", "reader", "--verb=get", "--resource=pods");
        await kubectl.RunAsync("create", "rolebinding", "reads", "--role=reader", "--user=dev");
        Assert.Equal("yes\n", await kubectl.RunAsync("--user=user", "auth", "can-i", "get", "pods"));
    }

    [Fact]
    public async Task Resources_are_those_of_the_server_and_of_definitions()
    {
        await using KubectlProgram kubectl = await Definition.StartAsync();
        string resources = await kubectl.RunAsync("api-resources");
        Assert.Contains("configmaps", resources);
        Assert.Contains("widgets", resources);
    }

    [Fact]
    public async Task Events_of_both_APIs_are_listed_together()
    {
        await using KubectlProgram kubectl = await KubectlProgram.StartAsync();
        await kubectl.RunAsync("create", "-f", kubectl.Manifest("""
            {apiVersion: events.k8s.io/v1, kind: Event, metadata: {name: e.1, namespace: default}, regarding: {kind: Pod, name: p, namespace: default},
             reason: Started, type: Normal, note: here it starts, action: Start, reportingController: test, reportingInstance: t, eventTime: "2026-01-01T00:00:00.000000Z"}
            """));
        Assert.Contains("here it starts", await kubectl.RunAsync("get", "events"));
    }
}
