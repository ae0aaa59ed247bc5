using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Bounds on what runs may ask for.</summary>
public sealed record RuntimeLimits
{
    /// <summary>The longest running time; it is also the deadline of runs that name none.</summary>
    [RangeMinimum(1)]
    public long? MaxActiveDeadlineSeconds { get; init; }

    /// <summary>The most counted restarts.</summary>
    [RangeMinimum(0), RangeMaximum(100)]
    public int? MaxBackoffLimit { get; init; }
}
