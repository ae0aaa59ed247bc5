using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>A complete checkpoint.</summary>
public sealed record CheckpointStatus
{
    /// <summary>The step it stands at.</summary>
    [RangeMinimum(0)]
    public int Step { get; init; }

    /// <summary>Its folder.</summary>
    [Length(0, 2048)]
    public string Uri { get; init; } = "";

    /// <summary>Bytes of all its files.</summary>
    [RangeMinimum(0)]
    public long SizeBytes { get; init; }

    /// <summary>When it was complete.</summary>
    public DateTime? Time { get; init; }
}
