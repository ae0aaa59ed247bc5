using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Amounts of CPU, memory and disk.</summary>
public sealed record ComputeResources
{
    /// <summary>CPU cores, e.g. <c>"4"</c> or <c>500m</c>.</summary>
    [Pattern(Patterns.Quantity), Length(1, 32)]
    public string? Cpu { get; init; }

    /// <summary>Memory, e.g. <c>24Gi</c>.</summary>
    [Pattern(Patterns.Quantity), Length(1, 32)]
    public string? Memory { get; init; }

    /// <summary>Disk of the node, e.g. <c>60Gi</c>.</summary>
    [Pattern(Patterns.Quantity), Length(1, 32)]
    public string? EphemeralStorage { get; init; }
}
