using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Entities;
using KubeOps.Tests.Server;
using KubeOps.Tests.Transpiler;

namespace KubeOps.Tests.Operator;

/// <summary>A watch brings what counts, and goes on where it broke.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task By_generation_a_change_of_the_status_does_not_reconcile()
    {
        await using RunningOperator running = await RunningOperator.StartAsync();
        Machine machine = await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        machine.Status.Phase = "Running";
        machine = await running.Client.UpdateStatusAsync(machine, TestContext.Current.CancellationToken);
        await running.CreateAsync("b");
        await running.SeenAsync("reconcile b");
        Assert.Equal(1, running.Recorder.Count("reconcile a"));
        machine.Spec.Count = 7;
        await running.Client.UpdateAsync(machine, TestContext.Current.CancellationToken);
        await running.SeenAsync("reconcile a", times: 2);
    }

    [Fact]
    public async Task By_resource_version_every_change_reconciles()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(s => s.WithReconcileStrategy(ReconcileStrategy.ByResourceVersion));
        Machine machine = await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        machine.Status.Phase = "Running";
        await running.Client.UpdateStatusAsync(machine, TestContext.Current.CancellationToken);
        await running.SeenAsync("reconcile a", times: 2);
    }

    [Fact]
    public async Task A_deletion_reaches_the_controller()
    {
        await using RunningOperator running = await RunningOperator.StartAsync();
        Machine machine = await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        await running.Client.DeleteAsync(machine, TestContext.Current.CancellationToken);
        await running.SeenAsync("deleted a");
    }

    [Fact]
    public async Task A_closed_watch_resumes_after_the_last_bookmark_and_repeats_nothing()
    {
        await using RunningOperator running = await RunningOperator.StartAsync();
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        string version = running.Server.Objects.SendBookmarks("Machine");
        running.Server.Objects.CloseWatches();
        await Eventually.TrueAsync(() => running.Server.Count("WATCH", "machines") == 2, "a second watch");
        Assert.Contains($"resourceVersion={version}", running.Server.Requests.Last(r => r.Verb == "WATCH").Query, StringComparison.Ordinal);
        await running.CreateAsync("b");
        await running.SeenAsync("reconcile b");
        Assert.Equal(1, running.Recorder.Count("reconcile a"));
    }

    [Fact]
    public async Task A_version_that_is_gone_starts_from_the_whole_list()
    {
        await using RunningOperator running = await RunningOperator.StartAsync();
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        running.Server.Objects.SendBookmarks("Machine");
        running.Server.Objects.Compact();
        running.Server.Objects.CloseWatches();
        await Eventually.TrueAsync(() => running.Server.Count("WATCH", "machines") >= 3, "a third watch");
        FakeApiServer.Request[] watches = [.. running.Server.Requests.Where(r => r.Verb == "WATCH")];
        Assert.Contains("resourceVersion=", watches[1].Query, StringComparison.Ordinal);
        Assert.DoesNotContain("resourceVersion=", watches[2].Query, StringComparison.Ordinal);
        await running.CreateAsync("b");
        await running.SeenAsync("reconcile b");
        Assert.Equal(1, running.Recorder.Count("reconcile a"));
    }

    [Fact]
    public async Task An_error_of_the_server_is_waited_out()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(before: server => server.FailNextWatches(1));
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        Assert.Equal(2, running.Server.Count("WATCH", "machines"));
    }

    [Fact]
    public async Task Namespace_and_selector_go_to_the_server()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(
            s => s.WithNamespace("default"),
            parts => parts.AddControllerWithLabelSelector<MachineController, Machine, OnlyBlue>());
        await Eventually.TrueAsync(() => running.Server.Count("WATCH", "machines") == 1, "a watch");
        FakeApiServer.Request watch = running.Server.Requests.Single(r => r.Verb == "WATCH");
        Assert.Equal(RunningOperator.Collection, watch.Path);
        Assert.Contains("labelSelector=color%3Dblue", watch.Query, StringComparison.Ordinal);
        Assert.Contains("allowWatchBookmarks=true", watch.Query, StringComparison.Ordinal);
    }

    private sealed class OnlyBlue : IEntityLabelSelector<Machine>
    {
        public ValueTask<string?> GetLabelSelectorAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>("color=blue");
    }
}
