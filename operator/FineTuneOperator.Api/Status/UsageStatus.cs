using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What a run used.</summary>
public sealed record UsageStatus
{
    /// <summary>GPUs times seconds of running.</summary>
    [RangeMinimum(0)]
    public long GpuSeconds { get; init; }

    /// <summary>Seconds of the last attempt, from process start to report.</summary>
    [Length(0, 32)]
    public string? DurationSeconds { get; init; }

    /// <summary>Real tokens a second while training.</summary>
    [Length(0, 32)]
    public string? TokensPerSecond { get; init; }

    /// <summary>The trainer's memory high-water mark.</summary>
    [RangeMinimum(0)]
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Parameters that moved.</summary>
    [RangeMinimum(0)]
    public long? TrainableParameters { get; init; }

    /// <summary>Parameters in all.</summary>
    [RangeMinimum(0)]
    public long? TotalParameters { get; init; }
}
