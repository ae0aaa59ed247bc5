using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Which tokens a masked language model is to predict: of those chosen 80 % are masked, 10 % replaced, 10 % kept.</summary>
public sealed record MaskingSection
{
    /// <summary>The share of tokens to predict, above 0 and below 1.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0.15")]
    public string Probability { get; init; } = "0.15";

    /// <summary>Whether words are hidden whole.</summary>
    [DefaultValue(false)]
    public bool WholeWord { get; init; }
}
