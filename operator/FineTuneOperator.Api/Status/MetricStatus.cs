using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>The latest value of a metric.</summary>
public sealed record MetricStatus
{
    /// <summary>The metric: <c>train_loss</c>, <c>eval_accuracy</c>, <c>baseline_accuracy</c>, <c>tuned_accuracy</c>, ...</summary>
    [Required, Length(1, 64)]
    public string Name { get; init; } = "";

    /// <summary>Its value.</summary>
    [Required, Length(1, 32)]
    public string Value { get; init; } = "";

    /// <summary>The step it belongs to.</summary>
    [RangeMinimum(0)]
    public int Step { get; init; }
}
