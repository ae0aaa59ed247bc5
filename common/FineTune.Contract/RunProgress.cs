namespace FineTune.Contract;

/// <summary>Where a run stands; posted to the operator and mirrored in the log.</summary>
public sealed record RunProgress
{
    /// <summary>The FineTuneJob's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The FineTuneJob's name.</summary>
    public required string Job { get; init; }

    /// <summary>The FineTuneJob's uid.</summary>
    public required string Uid { get; init; }

    /// <summary>The attempt.</summary>
    public required int Epoch { get; init; }

    /// <summary>What the run is doing: <c>Downloading</c>, <c>Preparing</c>, <c>Training</c>, <c>Evaluating</c>, <c>Checkpointing</c>, <c>Uploading</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public int Step { get; init; }

    /// <summary>Optimizer steps in all; 0 while unknown.</summary>
    public int TotalSteps { get; init; }

    /// <summary>Passes over the data, with fraction.</summary>
    public double DataEpoch { get; init; }

    /// <summary>Real (unpadded) tokens a second.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>When the run will be done, by its own estimate.</summary>
    public DateTimeOffset? EstimatedCompletionTime { get; init; }

    /// <summary>When this was true.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The latest value of each metric: <c>train_loss</c>, <c>learning_rate</c>, <c>eval_accuracy</c>, ...</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];

    /// <summary>The newest complete checkpoint.</summary>
    public CheckpointInfo? Checkpoint { get; init; }
}

/// <summary>One metric's value at a step.</summary>
public sealed record MetricValue
{
    /// <summary>The metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its value; NaN and infinities are not sent.</summary>
    public required double Value { get; init; }

    /// <summary>The step it belongs to.</summary>
    public required int Step { get; init; }
}

/// <summary>A complete checkpoint.</summary>
public sealed record CheckpointInfo
{
    /// <summary>The step it stands at.</summary>
    public required int Step { get; init; }

    /// <summary>Its folder.</summary>
    public required string Uri { get; init; }

    /// <summary>Bytes of all its files.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>When it was complete.</summary>
    public required DateTimeOffset Time { get; init; }
}
