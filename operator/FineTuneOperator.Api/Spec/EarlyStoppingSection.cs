using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>When to stop before the last epoch.</summary>
public sealed record EarlyStoppingSection
{
    /// <summary>Evaluations without improvement that end the run.</summary>
    [Required, RangeMinimum(1), RangeMaximum(1000)]
    public int Patience { get; init; }

    /// <summary>What counts as an improvement.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0")]
    public string MinDelta { get; init; } = "0";
}
