namespace FineTune.Contract;

/// <summary>When progress is saved.</summary>
public sealed record CheckpointSpec
{
    /// <summary>Optimizer steps between checkpoints; null for none by steps.</summary>
    public int? EverySteps { get; init; }

    /// <summary>Seconds between checkpoints; null for none by time.</summary>
    public int? EverySeconds { get; init; } = 600;

    /// <summary>Whether SIGTERM saves a checkpoint before the process ends.</summary>
    public bool SaveOnTermination { get; init; } = true;

    /// <summary>Whether the run starts from the newest complete checkpoint of its uid.</summary>
    public bool Resume { get; init; } = true;

    /// <summary>Newest checkpoints kept.</summary>
    public int KeepLatest { get; init; } = 2;
}
