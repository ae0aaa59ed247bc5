using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What an example means.</summary>
public sealed record TaskSection
{
    /// <summary>The task.</summary>
    [Required, EnumValues("SequenceClassification")]
    public string Type { get; init; } = "";
}
