using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Tests.Program;

/// <summary>The program as a user starts it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UpAndDown
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_comes_up_keeps_its_objects_over_a_restart_and_goes_down()
    {
        string folder = Directory.CreateTempSubdirectory("devcluster-up-").FullName;
        string images = Path.Combine(folder, "images.json");
        await File.WriteAllTextAsync(images, "{}", Ct);
        try
        {
            JsonObject first = await UpAsync(folder, images);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "cluster.json")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "kubeconfig")));
            Assert.Contains("current-context: admin", await File.ReadAllTextAsync(Path.Combine(folder, "kubeconfig"), Ct));
            Assert.NotEqual(0, await RunAsync("up", "--dir", folder, "--images", images, "--detach"));
            Assert.Equal(0, await RunAsync("down", "--dir", folder));
            Assert.False(File.Exists(Path.Combine(folder, "cluster.json")));
            JsonObject second = await UpAsync(folder, images);
            Assert.Equal(first.Text("apiServer"), second.Text("apiServer"));
            Assert.Equal(first.Text("secretKey"), second.Text("secretKey"));
            using ClusterClient client = Client(folder, second);
            Assert.Equal(["devcluster-node-1", "devcluster-node-2"], (await client.ListAsync(Paths.Nodes, Ct)).Items.Select(node => node.Name()));
        }
        finally
        {
            await RunAsync("down", "--dir", folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JsonObject> UpAsync(string folder, string images)
    {
        Assert.Equal(0, await RunAsync("up", "--dir", folder, "--images", images, "--nodes", "2", "--detach"));
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "cluster.json"), Ct))!.AsObject();
    }

    /// <summary>As kubectl does: the address and the token of the kubeconfig, over TLS of the cluster's own authority.</summary>
    private static ClusterClient Client(string folder, JsonObject cluster)
    {
        string token = File.ReadLines(Path.Combine(folder, "kubeconfig")).Single(line => line.Contains("token:", StringComparison.Ordinal)).Split(": ")[1];
        HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=devcluster" };
        return new ClusterClient(new Uri(cluster.Text("apiServer")!), token, handler);
    }

    private static async Task<int> RunAsync(params string[] words)
    {
        using var process = Process.Start(Path.Combine(AppContext.BaseDirectory, "devcluster"), words);
        await process.WaitForExitAsync(Ct);
        return process.ExitCode;
    }
}
