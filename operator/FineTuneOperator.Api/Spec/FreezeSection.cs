using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Which parts stand still.</summary>
public sealed record FreezeSection
{
    /// <summary>How many of the encoder's last layers move all the same; 0 freezes the whole encoder.</summary>
    [RangeMinimum(0), RangeMaximum(1024), DefaultValue(0)]
    public int TrainableLayers { get; init; }
}
