using System.Diagnostics;
using System.Text;
using FineTune.Demo.Harness;

namespace EndToEnd.Tests.Kit;

/// <summary>Debian's kubectl against the cluster.</summary>
internal sealed class Kubectl : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private Kubectl(Cluster cluster, string[] arguments)
    {
        var info = new ProcessStartInfo("kubectl", ["--namespace", SampleObjects.Namespace, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        info.Environment["KUBECONFIG"] = cluster.File.Kubeconfig;
        // Its cache of what the API serves belongs to this cluster.
        info.Environment["HOME"] = cluster.Folder;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return $"{_output}";
        }
    }

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
        await kubectl._process.StandardInput.WriteAsync(input);
        kubectl._process.StandardInput.Close();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        await kubectl._process.WaitForExitAsync(late.Token);
        Assert.True(kubectl._process.ExitCode == 0, $"kubectl {string.Join(' ', arguments)} ended with {kubectl._process.ExitCode}: {kubectl.Output}");
        return kubectl.Output;
    }

    /// <summary>Whether this machine has one.</summary>
    private static bool IsThere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
