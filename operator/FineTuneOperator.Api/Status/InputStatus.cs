using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What a run read.</summary>
public sealed record InputStatus
{
    /// <summary>The digest of every setting that decides the result.</summary>
    [Length(0, 128)]
    public string? Fingerprint { get; init; }

    /// <summary>The base model's digest.</summary>
    [Length(0, 128)]
    public string? ModelDigest { get; init; }

    /// <summary>The datasets' digests.</summary>
    [Items(0, 16), XListType(XListType.Map), XListMapKeys("name")]
    public IList<DatasetStatus> Datasets { get; init; } = [];
}
