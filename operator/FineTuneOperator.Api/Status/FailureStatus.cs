using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Why a run, or its latest attempt, failed.</summary>
public sealed record FailureStatus
{
    /// <summary>The failure class.</summary>
    [Required, Length(1, 64)]
    public string Class { get; init; } = "";

    /// <summary>What happened.</summary>
    [Length(0, 32768)]
    public string Message { get; init; } = "";

    /// <summary>What to do about it.</summary>
    [Length(0, 4096)]
    public string? Hint { get; init; }

    /// <summary>The trainer's exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The optimizer step it happened at.</summary>
    [RangeMinimum(0)]
    public int? Step { get; init; }

    /// <summary>The pod it happened in.</summary>
    [Length(0, 253)]
    public string? Pod { get; init; }

    /// <summary>The node it happened on.</summary>
    [Length(0, 253)]
    public string? Node { get; init; }

    /// <summary>Whether another attempt may succeed.</summary>
    public bool Retryable { get; init; }
}
