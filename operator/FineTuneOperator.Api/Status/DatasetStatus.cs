using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>A dataset as it was read.</summary>
public sealed record DatasetStatus
{
    /// <summary>The dataset's name.</summary>
    [Required, Length(1, 63)]
    public string Name { get; init; } = "";

    /// <summary>Its digest.</summary>
    [Length(0, 128)]
    public string? Digest { get; init; }

    /// <summary>Its rows.</summary>
    [RangeMinimum(0)]
    public long? Records { get; init; }
}
