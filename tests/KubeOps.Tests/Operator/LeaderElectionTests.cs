using System.Text.Json.Nodes;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Queue;
using KubeOps.Tests.Server;
using KubeOps.Tests.Transpiler;

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

    [Fact]
    public async Task Who_loses_the_lease_stops_and_takes_nothing_more()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(s => s
            .WithLeaderElection(LeaderElectionType.Single)
            .WithLeaderElectionTimings(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200)));
        Machine machine = await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        EntityQueue<Machine> queue = running.Get<EntityQueue<Machine>>();
        Assert.True(await OfferAsync());

        JsonObject lease = running.Server.Objects.Get($"{Leases}/test-leader")!;
        lease["metadata"]!.AsObject().Remove("resourceVersion");
        lease["spec"]!["holderIdentity"] = "another";
        lease["spec"]!["leaseDurationSeconds"] = 600;
        running.Server.Objects.Replace($"{Leases}/test-leader", lease, onlyStatus: false);
        await Eventually.TrueAsync(() => !OfferAsync().Result, "the queue closes");
        int calls = running.Recorder.Calls.Count;
        await running.CreateAsync("b");
        int looks = running.Server.Count("GET", "leases/test-leader");
        await Eventually.TrueAsync(() => running.Server.Count("GET", "leases/test-leader") >= looks + 3, "the lease is looked at again");
        Assert.Equal(0, running.Recorder.Count("reconcile b"));
        Assert.InRange(running.Recorder.Calls.Count, calls, calls + 1);

        Task<bool> OfferAsync() => queue(
            machine, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.FromHours(1), 0, TestContext.Current.CancellationToken);
    }

    private static void Elected(OperatorSettingsBuilder settings) => settings
        .WithLeaderElection(LeaderElectionType.Single)
        .WithLeaderElectionTimings(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(4), TimeSpan.FromMilliseconds(200));
}
