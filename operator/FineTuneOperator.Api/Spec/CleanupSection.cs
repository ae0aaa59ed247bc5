using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What is removed after the end.</summary>
public sealed record CleanupSection
{
    /// <summary>Seconds after the end until the child Jobs go, with their pods and logs; they stay when absent.</summary>
    [RangeMinimum(0)]
    public int? PodsAfterSeconds { get; init; }
}
