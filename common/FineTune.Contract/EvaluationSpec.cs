using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>When and by what the model is judged.</summary>
public sealed record EvaluationSpec
{
    /// <summary>Epoch, Steps or None.</summary>
    public IntervalType Every { get; init; } = IntervalType.Epoch;

    /// <summary>Steps between evaluations when <see cref="Every"/> is Steps.</summary>
    public int? EverySteps { get; init; }

    /// <summary>The metric that decides which model is best: <c>accuracy</c>, <c>f1_macro</c>, <c>loss</c>.</summary>
    public string Metric { get; init; } = "accuracy";

    /// <summary>Which way is better.</summary>
    public DirectionType Direction { get; init; } = DirectionType.Maximize;

    /// <summary>Whether the untuned model is judged first.</summary>
    public bool Baseline { get; init; } = true;

    /// <summary>Whether the best model by <see cref="Metric"/> is published instead of the last.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>Stop after this many evaluations without improvement; null never stops early.</summary>
    public int? EarlyStoppingPatience { get; init; }

    /// <summary>What counts as an improvement.</summary>
    public double EarlyStoppingMinDelta { get; init; }
}

/// <summary>A rhythm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IntervalType>))]
public enum IntervalType
{
    /// <summary>Never.</summary>
    None,

    /// <summary>At the end of every epoch.</summary>
    Epoch,

    /// <summary>Every so many steps.</summary>
    Steps,
}

/// <summary>Which way a metric is better.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DirectionType>))]
public enum DirectionType
{
    /// <summary>Larger is better.</summary>
    Maximize,

    /// <summary>Smaller is better.</summary>
    Minimize,
}
