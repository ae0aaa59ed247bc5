using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What runs run on.</summary>
public sealed record FineTuneRuntimeSpec
{
    /// <summary>The trainer's image, best with its digest.</summary>
    [Required, Length(1, 512)]
    public string Image { get; init; } = "";

    /// <summary>When the image is pulled.</summary>
    [EnumValues("Always", "IfNotPresent", "Never"), DefaultValue("IfNotPresent")]
    public string ImagePullPolicy { get; init; } = "IfNotPresent";

    /// <summary>The service account of the runs' pods; the namespace's default account when absent. Its token is never mounted.</summary>
    [Length(1, 253)]
    public string? ServiceAccountName { get; init; }

    /// <summary>The methods runs may use; all when empty.</summary>
    [Items(0, 16), XListType(XListType.Set)]
    public IList<string> AllowedMethods { get; init; } = [];

    /// <summary>The sizes of machine a run can ask for, by name.</summary>
    [Required, Items(1, 32), XListType(XListType.Map), XListMapKeys("name")]
    public IList<GpuClass> GpuClasses { get; init; } = [];

    /// <summary>The object store, the only one runs can reach.</summary>
    [Required]
    public RuntimeStorage Storage { get; init; } = new();

    /// <summary>Bounds on what runs may ask for.</summary>
    public RuntimeLimits? Limits { get; init; }

    /// <summary>Seconds a pod has to save a checkpoint once it is told to stop.</summary>
    [RangeMinimum(1), RangeMaximum(3600), DefaultValue(120)]
    public int TerminationGracePeriodSeconds { get; init; } = 120;

    /// <summary>Generate writes a NetworkPolicy that lets the pod reach name resolution, the store and the operator, and nothing else.</summary>
    [EnumValues("None", "Generate"), DefaultValue("None")]
    public string NetworkPolicy { get; init; } = "None";

    /// <summary>The port on which the trainer serves Prometheus; none when absent.</summary>
    [RangeMinimum(1024), RangeMaximum(65535)]
    public int? MetricsPort { get; init; }

    /// <summary>The size limit of the scratch volume; the node's own when absent.</summary>
    [Pattern(Patterns.Quantity), Length(1, 32)]
    public string? ScratchSize { get; init; }
}
