using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>The attempt at work.</summary>
public sealed record ChildReference
{
    /// <summary>The child Job's name.</summary>
    [Required, Length(1, 253)]
    public string Name { get; init; } = "";

    /// <summary>The child Job's uid.</summary>
    [Length(0, 64)]
    public string? Uid { get; init; }

    /// <summary>The attempt, from 1; writers of older attempts are fenced off.</summary>
    [Required, RangeMinimum(1)]
    public int Epoch { get; init; }

    /// <summary>The attempt's pod.</summary>
    [Length(0, 253)]
    public string? Pod { get; init; }

    /// <summary>The pod's node.</summary>
    [Length(0, 253)]
    public string? Node { get; init; }

    /// <summary>When the attempt's pod started; absent once its running time is accounted for.</summary>
    public DateTime? RunningSince { get; init; }
}
