using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>How far a run is.</summary>
public sealed record ProgressStatus
{
    /// <summary>The attempt that says so.</summary>
    [Required, RangeMinimum(0)]
    public int ObservedEpoch { get; init; }

    /// <summary>Steps done, in percent.</summary>
    [RangeMinimum(0), RangeMaximum(100)]
    public int Percent { get; init; }

    /// <summary>Optimizer steps done.</summary>
    [RangeMinimum(0)]
    public int Step { get; init; }

    /// <summary>Optimizer steps in all.</summary>
    [RangeMinimum(0)]
    public int TotalSteps { get; init; }

    /// <summary>Passes over the data, with fraction.</summary>
    [Length(0, 32)]
    public string? EpochFraction { get; init; }

    /// <summary>What the trainer is doing.</summary>
    [Length(0, 64)]
    public string? Stage { get; init; }

    /// <summary>Real tokens a second.</summary>
    [Length(0, 32)]
    public string? TokensPerSecond { get; init; }

    /// <summary>When the run expects to be done.</summary>
    public DateTime? EstimatedCompletionTime { get; init; }

    /// <summary>The latest sign of life.</summary>
    public DateTime? LastHeartbeatTime { get; init; }
}
