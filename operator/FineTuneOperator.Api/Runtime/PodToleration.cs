using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>A taint the pod accepts.</summary>
public sealed record PodToleration
{
    /// <summary>The taint's key.</summary>
    [Length(1, 253)]
    public string? Key { get; init; }

    /// <summary>Exists or Equal.</summary>
    [EnumValues("Exists", "Equal"), DefaultValue("Equal")]
    public string Operator { get; init; } = "Equal";

    /// <summary>The taint's value, when the operator is Equal.</summary>
    [Length(0, 63)]
    public string? Value { get; init; }

    /// <summary>The taint's effect; all when absent.</summary>
    [EnumValues("NoSchedule", "PreferNoSchedule", "NoExecute")]
    public string? Effect { get; init; }
}
