using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>When progress is saved, and whether an attempt picks it up.</summary>
public sealed record CheckpointSection
{
    /// <summary>Seconds between checkpoints.</summary>
    [RangeMinimum(1)]
    public int? EverySeconds { get; init; }

    /// <summary>Optimizer steps between checkpoints.</summary>
    [RangeMinimum(1)]
    public int? EverySteps { get; init; }

    /// <summary>Whether a pod that is told to stop saves a checkpoint first.</summary>
    [EnumValues("Save", "Skip"), DefaultValue("Save")]
    public string OnTermination { get; init; } = "Save";

    /// <summary>Auto goes on from the run's newest complete checkpoint, Never starts each attempt afresh.</summary>
    [EnumValues("Auto", "Never"), DefaultValue("Auto")]
    public string Resume { get; init; } = "Auto";

    /// <summary>How many checkpoints stay.</summary>
    public RetentionSection? Retention { get; init; }
}
