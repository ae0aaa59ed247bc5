using KubeOps.Abstractions.Builder;
using KubeOps.Operator;
using KubeOps.Tests.Transpiler;
using Microsoft.Extensions.DependencyInjection;

namespace KubeOps.Tests.Operator;

/// <summary>What the subset lacks is refused by name, and its defaults are the published ones.</summary>
public sealed class SubsetTests
{
    [Fact]
    public void What_is_missing_is_refused_by_name()
    {
        Refuses(s => s.WithLeaderElection(LeaderElectionType.Custom));
        Refuses(s => s.WithLeaderElection(LeaderElectionType.Scoped));
        Refuses(s => s.WithQueueStrategy(QueueStrategy.Custom));
        Refuses(s => s.WithWatchStrategy(WatchStrategy.SharedPerEntity));
        IOperatorBuilder builder = new ServiceCollection().AddKubernetesOperator();
        Assert.Throws<NotSupportedException>(() => builder.AddFinalizer<MachineFinalizer, Machine>("test.dev/other"));
    }

    [Fact]
    public void A_controller_is_registered_once()
    {
        IOperatorBuilder builder = new ServiceCollection().AddKubernetesOperator().AddController<MachineController, Machine>();
        Assert.Throws<InvalidOperationException>(() => builder.AddController<MachineController, Machine>());
    }

    [Fact]
    public void Defaults_are_the_published_ones()
    {
        OperatorSettings settings = new OperatorSettingsBuilder().Build();
        Assert.Equal("kubeops-tests", settings.Name);
        Assert.Equal((15, 10, 2), (settings.LeaderElectionLeaseDuration.Seconds, settings.LeaderElectionRenewDeadline.Seconds, settings.LeaderElectionRetryPeriod.Seconds));
        Assert.Equal(LeaderElectionType.None, settings.LeaderElectionType);
        Assert.Equal(ReconcileStrategy.ByGeneration, settings.ReconcileStrategy);
        ParallelReconciliationSettings parallel = settings.ParallelReconciliation;
        Assert.Equal(Environment.ProcessorCount * 2, parallel.MaxParallelReconciliations);
        Assert.Equal(ParallelReconciliationConflictStrategy.WaitForCompletion, parallel.ConflictStrategy);
        Assert.Equal([2, 4, 8], Enumerable.Range(1, 3).Select(retry => (int)parallel.GetErrorBackoffDelay(retry).TotalSeconds));
        Assert.Equal(5, parallel.GetEffectiveRequeueDelay().Seconds);
    }

    private static void Refuses(Action<OperatorSettingsBuilder> configure)
    {
        var refusal = Assert.Throws<NotSupportedException>(() => new ServiceCollection().AddKubernetesOperator(configure));
        Assert.StartsWith("KubeOps subset: ", refusal.Message, StringComparison.Ordinal);
    }
}
