using System.Diagnostics;
using TestKit;

namespace DevCluster.Api.Tests;

/// <summary>Replays the recorded answers of a real API server: those that pass must go on passing.</summary>
public sealed class ReplayTests
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "DevCluster.Api.Tests");

    [Fact]
    public async Task The_recorded_scenarios_that_passed_still_pass()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        string recorder = RepositoryFiles.Shared("reference", "kube", "record.py");
        await using ApiServer server = await ApiServer.StartAsync(TestServer.Options with { DefaultServiceAccounts = false, Time = new StoppedClock() }, ct: ct);
        ProcessStartInfo start = new("python3", ["-B", recorder, "--replay", "--components", "none", .. Passing()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBE_URL"] = server.PlainAddress.ToString().TrimEnd('/');
        start.Environment["KUBE_TOKEN"] = TestServer.AdminToken;
        start.Environment["KUBE_TOKEN_USER"] = TestServer.UserToken;
        start.Environment["KUBE_TOKEN_OPERATOR"] = TestServer.OperatorToken;
        using Process replay = Process.Start(start)!;
        Task<string> problems = replay.StandardError.ReadToEndAsync(ct);
        string report = await replay.StandardOutput.ReadToEndAsync(ct);
        await replay.WaitForExitAsync(ct);
        Assert.True(replay.ExitCode == 0, report + await problems);
    }

    [Fact]
    public void The_document_lists_exactly_the_scenarios_that_pass()
    {
        string document = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "devcluster.md"));
        string[] listed = [.. document.Split('\n').Where(line => line.StartsWith("- `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        Assert.Equal(Passing(), listed);
    }

    // managedFields are sorted by the second of each write, and the recorded writes fell into one second.
    private sealed class StoppedClock : TimeProvider
    {
        private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => _now;
    }

    private static string[] Passing() => File.ReadAllLines(Path.Combine(Folder, "passing-scenarios.txt"));
}
