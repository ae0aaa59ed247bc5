using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Names a runtime.</summary>
public sealed record RuntimeReference
{
    /// <summary>ClusterFineTuneRuntime, or FineTuneRuntime for one of the job's own namespace.</summary>
    [EnumValues(ClusterFineTuneRuntime.KindName, FineTuneRuntime.KindName), DefaultValue(ClusterFineTuneRuntime.KindName)]
    public string Kind { get; init; } = ClusterFineTuneRuntime.KindName;

    /// <summary>The runtime's name.</summary>
    [Required, Length(1, 253)]
    public string Name { get; init; } = "";
}
