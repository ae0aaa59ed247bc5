using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What a run published.</summary>
public sealed record OutputStatus
{
    /// <summary>Model, Adapter or Merged.</summary>
    [Required, Length(1, 64)]
    public string Type { get; init; } = "";

    /// <summary>Its folder.</summary>
    [Length(0, 2048)]
    public string Uri { get; init; } = "";

    /// <summary>Bytes of all its files.</summary>
    [RangeMinimum(0)]
    public long SizeBytes { get; init; }

    /// <summary>The digest over its files.</summary>
    [Length(0, 128)]
    public string? Digest { get; init; }
}
