using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Attempts that failed.</summary>
public sealed record RestartCounts
{
    /// <summary>Those that count against the backoff limit.</summary>
    [RangeMinimum(0)]
    public int Counted { get; init; }

    /// <summary>Those that do not: preemption, lost nodes.</summary>
    [RangeMinimum(0)]
    public int Uncounted { get; init; }

    /// <summary>Attempts ended by the stall watchdog.</summary>
    [RangeMinimum(0)]
    public int Stalled { get; init; }

    /// <summary>The class of the latest failure.</summary>
    [Length(0, 64)]
    public string? LastClass { get; init; }

    /// <summary>The latest attempt that is counted here.</summary>
    [RangeMinimum(0)]
    public int LastEpoch { get; init; }

    /// <summary>When the next attempt may start.</summary>
    public DateTime? NextStartTime { get; init; }
}
