using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>How often a failed attempt is repeated.</summary>
public sealed record FailurePolicySection
{
    /// <summary>The most counted restarts; permanent failures never restart, preemptions never count.</summary>
    [RangeMinimum(0), RangeMaximum(100), DefaultValue(3)]
    public int BackoffLimit { get; init; } = 3;
}
