using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Tests.Kubectl;

/// <summary>The kubectl that is installed, against a server of its own; tests are skipped by name where there is none.</summary>
internal sealed class KubectlProgram : IAsyncDisposable
{
    private readonly ApiServer _server;
    private readonly string _home;

    private KubectlProgram(ApiServer server, string home)
    {
        _server = server;
        _home = home;
    }

    public static async Task<KubectlProgram> StartAsync(IPodLogs? logs = null)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, "kubectl"))), "kubectl is not installed.");
        ApiServer server = await ApiServer.StartAsync(TestServer.Options, logs, TestContext.Current.CancellationToken);
        string home = Directory.CreateTempSubdirectory("kubectl-").FullName;
        await File.WriteAllTextAsync(Path.Combine(home, "ca.crt"), server.CertificateAuthority);
        await File.WriteAllTextAsync(Path.Combine(home, "config"), $$$"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters: [{name: test, cluster: {server: "{{{server.Address}}}", certificate-authority: ca.crt}}]
            contexts: [{name: test, context: {cluster: test, user: admin, namespace: default}}]
            users: [{name: admin, user: {token: "{{{TestServer.AdminToken}}}"}}, {name: user, user: {token: "{{{TestServer.UserToken}}}"}}]
            """);
        return new KubectlProgram(server, home);
    }

    /// <summary>A file with a manifest, for -f.</summary>
    public string Manifest(string text)
    {
        string path = Path.Combine(_home, Path.GetRandomFileName() + ".yaml");
        // A file that starts with a brace counts as JSON, which wants quotes.
        File.WriteAllText(path, "---\n" + text);
        return path;
    }

    /// <summary>What a command says; one that fails fails the test.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        (int code, string output) = await TryAsync(arguments);
        Assert.True(code == 0, $"kubectl {string.Join(' ', arguments)} ended with {code}: {output}");
        return output;
    }

    public async Task<JsonObject> JsonAsync(params string[] arguments) => JsonNode.Parse(await RunAsync([.. arguments, "-o", "json"]))!.AsObject();

    /// <summary>The exit status and everything that a command says.</summary>
    public async Task<(int Code, string Output)> TryAsync(params string[] arguments)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using Process process = Start(arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync(ct);
        string output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output + await errors);
    }

    /// <summary>A command that goes on until it is killed.</summary>
    public Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = _home;
        start.Environment["KUBECONFIG"] = Path.Combine(_home, "config");
        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }
}
