using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>A size of machine; with a count of 0 it has no GPU.</summary>
public sealed record GpuClass
{
    /// <summary>The name runs ask for.</summary>
    [Required, Pattern(Patterns.Name), Length(1, 63)]
    public string Name { get; init; } = "";

    /// <summary>The extended resource that counts the GPUs.</summary>
    [Length(1, 253), DefaultValue("nvidia.com/gpu")]
    public string ResourceName { get; init; } = "nvidia.com/gpu";

    /// <summary>How many GPUs the pod gets; 0 for a CPU class.</summary>
    [RangeMinimum(0), RangeMaximum(16), DefaultValue(1)]
    public int Count { get; init; } = 1;

    /// <summary>The memory of one GPU.</summary>
    [RangeMinimum(1), RangeMaximum(1024)]
    public int? MemoryGiB { get; init; }

    /// <summary>What the pod is sure to get.</summary>
    public ComputeResources? Requests { get; init; }

    /// <summary>What the pod may not exceed.</summary>
    public ComputeResources? Limits { get; init; }

    /// <summary>Labels of the nodes that have it.</summary>
    [PropertyLimits(0, 16)]
    public IDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    /// <summary>Taints of those nodes that the pod accepts.</summary>
    [Items(0, 16)]
    public IList<PodToleration> Tolerations { get; init; } = [];
}
