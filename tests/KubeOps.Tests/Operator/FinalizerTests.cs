using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Tests.Server;
using KubeOps.Tests.Transpiler;

namespace KubeOps.Tests.Operator;

/// <summary>A finalizer is attached before the first reconciliation and lets the entity go once it has succeeded.</summary>
public sealed class FinalizerTests
{
    [Fact]
    public async Task A_finalizer_is_attached_run_and_removed()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(parts: WithFinalizer);
        Machine? attached = null;
        running.Recorder.OnReconcile = (machine, _) =>
        {
            attached = machine;
            return Task.FromResult(ReconciliationResult<Machine>.Success(machine));
        };
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        Assert.Equal([MachineFinalizer.Identifier], attached!.Finalizers());

        await running.Client.DeleteAsync<Machine>("a", "default", TestContext.Current.CancellationToken);
        await running.SeenAsync("deleted a");
        Assert.Equal(1, running.Recorder.Count("finalize a"));
        Assert.Null(await running.Client.GetAsync<Machine>("a", "default", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_finalizer_that_fails_keeps_the_entity_and_is_asked_again()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(parts: WithFinalizer);
        running.Recorder.OnFinalize = machine => Task.FromResult(running.Recorder.Count("finalize a") < 3
            ? ReconciliationResult<Machine>.Failure(machine, "busy", requeueAfter: TimeSpan.FromMilliseconds(20))
            : ReconciliationResult<Machine>.Success(machine));
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        await running.Client.DeleteAsync<Machine>("a", "default", TestContext.Current.CancellationToken);
        await running.SeenAsync("deleted a");
        Assert.Equal(3, running.Recorder.Count("finalize a"));
    }

    [Fact]
    public async Task A_finalizer_of_others_is_left_alone()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(parts: WithFinalizer);
        Machine machine = await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        machine = (await running.Client.GetAsync<Machine>("a", "default", TestContext.Current.CancellationToken))!;
        machine.Metadata.Finalizers = ["others.dev/theirs"];
        await running.Client.UpdateAsync(machine, TestContext.Current.CancellationToken);
        await running.Client.DeleteAsync(machine, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => running.Server.Count("GET", "machines/a") >= 3, "the entity is read for its deletion");
        Assert.Equal(0, running.Recorder.Count("finalize a"));
        Assert.NotNull(running.Server.Objects.Get($"{RunningOperator.Collection}/a"));
    }

    private static void WithFinalizer(IOperatorBuilder parts) =>
        parts.AddController<MachineController, Machine>().AddFinalizer<MachineFinalizer, Machine>(MachineFinalizer.Identifier);
}
