using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>One truth about a run.</summary>
public sealed record JobCondition
{
    /// <summary>The condition's name.</summary>
    [Required, Length(1, 64)]
    public string Type { get; init; } = "";

    /// <summary>True, False or Unknown.</summary>
    [Required, EnumValues("True", "False", "Unknown")]
    public string Status { get; init; } = "Unknown";

    /// <summary>The generation of the spec it is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When the status last changed.</summary>
    [Required]
    public DateTime LastTransitionTime { get; init; }

    /// <summary>Why, in one word.</summary>
    [Required, Length(1, 128)]
    public string Reason { get; init; } = "";

    /// <summary>Why, in a sentence.</summary>
    [Required, Length(0, 32768)]
    public string Message { get; init; } = "";
}
