using k8s;
using KubeOps.Abstractions.Reconciliation;

namespace KubeOps.Operator.Metrics;

/// <summary>How enumerations are written in metrics.</summary>
internal static class MetricWords
{
    public static string Of(ReconciliationTriggerSource source) =>
        source == ReconciliationTriggerSource.ApiServer ? "api_server" : "operator";

    public static string Of(ReconciliationType type) => type.ToString().ToLowerInvariant();

    public static string Of(WatchEventType type) => type.ToString().ToLowerInvariant();
}
