using System.Text.Json.Nodes;
using KubeOps.Abstractions.Builder;
using KubeOps.Tests.Server;

namespace KubeOps.Tests.Operator;

/// <summary>With leader election only the holder of the lease works.</summary>
public sealed class LeaderElectionTests
{
    private const string Leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases";

    [Fact]
    public async Task The_leader_takes_the_lease_and_reconciles()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(Elected);
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        Assert.Equal(Environment.MachineName, running.Server.Objects.Get($"{Leases}/test-leader")!["spec"]!["holderIdentity"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_does_not_lead_does_not_even_watch()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(Elected, before: server => server.Objects.Create(Leases, new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = "test-leader", ["namespace"] = "default" },
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = "another",
                ["leaseDurationSeconds"] = 600,
                ["acquireTime"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
                ["renewTime"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
            },
        }));
        await running.CreateAsync("a");
        await Eventually.TrueAsync(() => running.Server.Count("GET", "leases/test-leader") >= 3, "the lease is looked at");
        Assert.Equal(0, running.Server.Count("WATCH", "machines"));
        Assert.Empty(running.Recorder.Calls);
    }

    private static void Elected(OperatorSettingsBuilder settings) => settings
        .WithLeaderElection(LeaderElectionType.Single)
        .WithLeaderElectionTimings(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(4), TimeSpan.FromMilliseconds(200));
}
