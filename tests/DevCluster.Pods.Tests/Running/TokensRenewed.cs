using System.Text.Json.Nodes;
using DevCluster.Pods.Json;
using Microsoft.Extensions.Time.Testing;

namespace DevCluster.Pods.Tests.Running;

/// <summary>A long pod never holds a token that has ended.</summary>
public sealed class TokensRenewed
{
    [Fact]
    public async Task A_projected_token_is_renewed_before_it_ends()
    {
        FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        await using TestCluster cluster = await TestCluster.StartAsync(time);
        JsonObject pod = await cluster.CreatePodAsync("long", "echo up; while :; do sleep 0.05; done", """
            {"terminationGracePeriodSeconds": 1, "volumeMounts": [{"name": "t", "mountPath": "/token"}],
             "volumes": [{"name": "t", "projected": {"sources": [{"serviceAccountToken": {"path": "token", "audience": "x", "expirationSeconds": 1000}}]}}]}
            """);
        await cluster.LogHasAsync("long", "up");
        string file = Path.Combine(cluster.Folder, pod.Uid(), "volumes", "t", "token");
        string first = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(801));
        string second = await TestCluster.PollAsync(() => Task.FromResult(File.ReadAllText(file) is var token && token != first ? token : null), () => "the token is the old one");
        time.Advance(TimeSpan.FromSeconds(400));
        JsonObject review = new() { ["spec"] = new JsonObject { ["token"] = second, ["audiences"] = new JsonArray("x") } };
        Assert.True((await cluster.CreateAsync("/apis/authentication.k8s.io/v1/tokenreviews", review)).Is("status", "authenticated"));
    }
}
