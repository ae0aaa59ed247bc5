using System.Diagnostics;
using FineTune.Demo.Harness;

namespace EndToEnd.Tests.Kit;

/// <summary>Debian's kubectl against the cluster.</summary>
internal sealed class Kubectl : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HeardProcess _process;

    private Kubectl(Cluster cluster, string[] arguments)
    {
        var info = new ProcessStartInfo("kubectl", ["--namespace", SampleObjects.Namespace, .. arguments]) { RedirectStandardInput = true };
        info.Environment["KUBECONFIG"] = cluster.File.Kubeconfig;
        // Its cache of what the API serves belongs to this cluster.
        info.Environment["HOME"] = cluster.Folder;
        _process = new HeardProcess(info);
    }

    /// <summary>Everything it has said so far.</summary>
    public string Output => _process.Output;

    /// <summary>Starts a command that goes on, such as <c>get --watch</c>; it ends when it is disposed.</summary>
    public static Kubectl Start(Cluster cluster, params string[] arguments)
    {
        Assert.SkipUnless(IsThere, "kubectl is not installed: make setup installs it");
        return new Kubectl(cluster, arguments);
    }

    /// <summary>Runs a command and gives what it said; it must succeed.</summary>
    public static Task<string> RunAsync(Cluster cluster, params string[] arguments) => RunAsync(cluster, "", arguments);

    /// <summary>Runs a command that reads from its input.</summary>
    public static async Task<string> RunAsync(Cluster cluster, string input, string[] arguments)
    {
        using var kubectl = Start(cluster, arguments);
        await kubectl._process.Input.WriteAsync(input);
        kubectl._process.Input.Close();
        var code = await kubectl._process.EndAsync(Patience);
        Assert.True(code == 0, $"kubectl {string.Join(' ', arguments)} ended with {code}: {kubectl.Output}");
        return kubectl.Output;
    }

    /// <summary>Whether this machine has one.</summary>
    private static bool IsThere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
