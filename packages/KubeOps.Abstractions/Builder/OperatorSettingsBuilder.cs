using System.Reflection;
using System.Text.RegularExpressions;

namespace KubeOps.Abstractions.Builder;

/// <summary>Collects the settings of an operator.</summary>
public sealed partial class OperatorSettingsBuilder
{
    private const string DefaultName = "KubernetesOperator";

    public string Name { get; set; } =
        NotInNames().Replace(Assembly.GetEntryAssembly()?.GetName().Name ?? DefaultName, "-").ToLowerInvariant();

    public string? Namespace { get; set; }

    public LeaderElectionType LeaderElectionType { get; set; } = LeaderElectionType.None;

    public TimeSpan LeaderElectionLeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    public TimeSpan LeaderElectionRenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan LeaderElectionRetryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    public QueueStrategy QueueStrategy { get; set; } = QueueStrategy.InMemory;

    public ReconcileStrategy ReconcileStrategy { get; set; } = ReconcileStrategy.ByGeneration;

    public WatchStrategy WatchStrategy { get; set; } = WatchStrategy.PerController;

    public ParallelReconciliationSettingsBuilder ParallelReconciliation { get; set; } = new();

    public bool AutoAttachFinalizers { get; set; } = true;

    public bool AutoDetachFinalizers { get; set; } = true;

    public bool EnableMetrics { get; set; } = true;

    public OperatorSettings Build() => new()
    {
        Name = Name,
        Namespace = Namespace,
        LeaderElectionType = LeaderElectionType,
        LeaderElectionLeaseDuration = LeaderElectionLeaseDuration,
        LeaderElectionRenewDeadline = LeaderElectionRenewDeadline,
        LeaderElectionRetryPeriod = LeaderElectionRetryPeriod,
        QueueStrategy = QueueStrategy,
        ReconcileStrategy = ReconcileStrategy,
        WatchStrategy = WatchStrategy,
        ParallelReconciliation = ParallelReconciliation.Build(),
        AutoAttachFinalizers = AutoAttachFinalizers,
        AutoDetachFinalizers = AutoDetachFinalizers,
        EnableMetrics = EnableMetrics,
    };

    [GeneratedRegex(@"(\W|_)", RegexOptions.CultureInvariant)]
    private static partial Regex NotInNames();
}
