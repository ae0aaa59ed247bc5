using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Queue;
using KubeOps.Tests.Transpiler;

namespace KubeOps.Tests.Operator;

/// <summary>What is queued is reconciled from its current state, one at a time, and again where that is asked for.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task An_entity_is_read_again_before_it_is_reconciled()
    {
        await using RunningOperator running = await RunningOperator.StartAsync();
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        Assert.Equal(1, running.Server.Count("GET", "machines/a"));
    }

    [Fact]
    public async Task A_result_with_a_delay_brings_the_entity_back()
    {
        await using RunningOperator running = await RunningOperator.StartAsync();
        running.Recorder.OnReconcile = (machine, _) =>
            Task.FromResult(ReconciliationResult<Machine>.Success(machine, TimeSpan.FromMilliseconds(20)));
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a", times: 4);
    }

    [Fact]
    public async Task An_exception_is_retried_with_growing_delays_and_then_dropped()
    {
        List<DateTime> times = [];
        await using RunningOperator running = await RunningOperator.StartAsync(s => s.WithParallelReconciliation(p =>
            p.WithErrorBackoffBase(TimeSpan.FromMilliseconds(100)).WithMaxErrorRetries(2)));
        running.Recorder.OnReconcile = (machine, _) =>
        {
            if (machine.Name() == "good") return Task.FromResult(ReconciliationResult<Machine>.Success(machine));
            times.Add(DateTime.UtcNow);
            throw new InvalidOperationException("no");
        };
        await running.CreateAsync("bad");
        await running.SeenAsync("reconcile bad", times: 3);
        Assert.True(times[1] - times[0] >= TimeSpan.FromMilliseconds(95), "first delay");
        Assert.True(times[2] - times[1] >= TimeSpan.FromMilliseconds(195), "second delay");

        // A fourth attempt would come 400 ms later; another entity's fifth turn comes after that.
        EntityQueue<Machine> queue = running.Get<EntityQueue<Machine>>();
        Machine good = await running.CreateAsync("good");
        await running.SeenAsync("reconcile good");
        await queue(good, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.FromSeconds(1), 0, TestContext.Current.CancellationToken);
        await running.SeenAsync("reconcile good", times: 2);
        Assert.Equal(3, running.Recorder.Count("reconcile bad"));
    }

    [Fact]
    public async Task A_failure_without_an_exception_is_not_retried()
    {
        await using RunningOperator running = await RunningOperator.StartAsync(s =>
            s.WithParallelReconciliation(p => p.WithErrorBackoffBase(TimeSpan.FromMilliseconds(1))));
        running.Recorder.OnReconcile = (machine, _) => Task.FromResult(ReconciliationResult<Machine>.Failure(machine, "no"));
        await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        await running.CreateAsync("b");
        await running.SeenAsync("reconcile b");
        Assert.Equal(1, running.Recorder.Count("reconcile a"));
    }

    [Fact]
    public async Task One_entity_is_never_reconciled_twice_at_a_time_and_others_go_on()
    {
        int inside = 0;
        int most = 0;
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningOperator running = await RunningOperator.StartAsync(s =>
            s.WithParallelReconciliation(p => p.WithMaxParallelReconciliations(4)));
        running.Recorder.OnReconcile = async (machine, _) =>
        {
            if (machine.Name() != "a") return ReconciliationResult<Machine>.Success(machine);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await gate.Task;
            Interlocked.Decrement(ref inside);
            return ReconciliationResult<Machine>.Success(machine);
        };
        Machine entity = await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        EntityQueue<Machine> queue = running.Get<EntityQueue<Machine>>();
        Assert.True(await queue(entity, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, TestContext.Current.CancellationToken));
        await running.CreateAsync("b");
        await running.SeenAsync("reconcile b");
        Assert.Equal(1, running.Recorder.Count("reconcile a"));
        gate.SetResult();
        await running.SeenAsync("reconcile a", times: 2);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_busy_entity_is_discarded_where_the_strategy_says_so()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningOperator running = await RunningOperator.StartAsync(s => s.WithParallelReconciliation(p =>
            p.WithMaxParallelReconciliations(4).WithConflictStrategy(ParallelReconciliationConflictStrategy.Discard)));
        running.Recorder.OnReconcile = async (machine, _) =>
        {
            if (machine.Name() == "a") await gate.Task;
            return ReconciliationResult<Machine>.Success(machine);
        };
        Machine entity = await running.CreateAsync("a");
        await running.SeenAsync("reconcile a");
        await running.Get<EntityQueue<Machine>>()(
            entity, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, TestContext.Current.CancellationToken);
        await running.CreateAsync("b");
        await running.SeenAsync("reconcile b");
        gate.SetResult();
        await running.CreateAsync("c");
        await running.SeenAsync("reconcile c");
        Assert.Equal(1, running.Recorder.Count("reconcile a"));
    }
}
