using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What the run's pod gets.</summary>
public sealed record ResourcesSection
{
    /// <summary>A class of the runtime.</summary>
    [Required, Pattern(Patterns.Name), Length(1, 63)]
    public string GpuClass { get; init; } = "";
}
