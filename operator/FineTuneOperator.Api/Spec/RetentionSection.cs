using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>How many checkpoints stay.</summary>
public sealed record RetentionSection
{
    /// <summary>The newest ones.</summary>
    [RangeMinimum(1), RangeMaximum(100), DefaultValue(2)]
    public int Latest { get; init; } = 2;
}
