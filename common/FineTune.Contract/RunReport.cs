namespace FineTune.Contract;

/// <summary>How a run ended: <c>report.json</c> beside the artifacts, and (shortened) the pod's termination message.</summary>
public sealed record RunReport
{
    /// <summary>The version this build writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The most bytes a termination message may have.</summary>
    public const int TerminationMessageLimit = 4096;

    /// <summary>The format's version.</summary>
    public required int Version { get; init; }

    /// <summary>The exit code's name, <c>Ok</c> when all is published.</summary>
    public required string Class { get; init; }

    /// <summary>The exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>What happened, in a sentence a user can act on.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Hint { get; init; }

    /// <summary>Every problem found, each with its place.</summary>
    public IReadOnlyList<RunProblem> Problems { get; init; } = [];

    /// <summary>Optimizer steps done.</summary>
    public int Step { get; init; }

    /// <summary>Optimizer steps planned.</summary>
    public int TotalSteps { get; init; }

    /// <summary>The newest complete checkpoint.</summary>
    public CheckpointInfo? LastCheckpoint { get; init; }

    /// <summary>The method.</summary>
    public string? Method { get; init; }

    /// <summary>Parameters in all.</summary>
    public long TotalParameters { get; init; }

    /// <summary>Parameters that move.</summary>
    public long TrainableParameters { get; init; }

    /// <summary>The untuned model's scores, by metric (<c>accuracy</c>, <c>f1_macro</c>, <c>loss</c>), on the final evaluation's rows.</summary>
    public IReadOnlyDictionary<string, double>? Baseline { get; init; }

    /// <summary>The tuned model's scores on the same rows.</summary>
    public IReadOnlyDictionary<string, double>? Tuned { get; init; }

    /// <summary>Which rows the scores are of: <c>Test</c> or <c>Validation</c>.</summary>
    public string? ScoredOn { get; init; }

    /// <summary>Seconds from process start to report.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>Real tokens a second while training.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>The process's memory high-water mark.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Which device and which linear kernel ran.</summary>
    public string? Device { get; init; }

    /// <summary>The linear kernel, as measured or pinned.</summary>
    public string? LinearKernel { get; init; }

    /// <summary>Digests of what was read.</summary>
    public IReadOnlyList<InputDigest> Inputs { get; init; } = [];

    /// <summary>What was published.</summary>
    public IReadOnlyList<PublishedArtifact> Outputs { get; init; } = [];
}

/// <summary>One problem of the input.</summary>
public sealed record RunProblem
{
    /// <summary>Where: a field path, or <c>file:row</c>.</summary>
    public required string Place { get; init; }

    /// <summary>What is wrong, with the value.</summary>
    public required string Message { get; init; }

    /// <summary>What to do.</summary>
    public string? Hint { get; init; }
}

/// <summary>What was read.</summary>
public sealed record InputDigest
{
    /// <summary>The dataset's name, or <c>model</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>sha256:...</c>; of several files, the digest of their sorted "digest  path" lines.</summary>
    public required string Digest { get; init; }

    /// <summary>Rows, for datasets.</summary>
    public long? Records { get; init; }
}

/// <summary>What was published.</summary>
public sealed record PublishedArtifact
{
    /// <summary>Model, Adapter or Merged.</summary>
    public required ArtifactType Type { get; init; }

    /// <summary>Its folder.</summary>
    public required string Uri { get; init; }

    /// <summary>Bytes of all its files.</summary>
    public required long SizeBytes { get; init; }

    /// <summary><c>sha256:...</c> over its sorted "digest  path" lines.</summary>
    public required string Digest { get; init; }
}
