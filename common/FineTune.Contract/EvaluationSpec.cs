using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>When and by what the model is judged.</summary>
public sealed record EvaluationSpec
{
    /// <summary>The most columns that <see cref="Slices"/> may name.</summary>
    public const int MostSlices = 8;

    /// <summary>Epoch, Steps or None.</summary>
    public IntervalType Every { get; init; } = IntervalType.Epoch;

    /// <summary>Steps between evaluations when <see cref="Every"/> is Steps.</summary>
    public int? EverySteps { get; init; }

    /// <summary>The metric that decides which model is best, one of the task's in <see cref="TaskTypes"/>; the first of them when empty.</summary>
    public string Metric { get; init; } = "";

    /// <summary>Which way is better; the metric's own way when absent.</summary>
    public DirectionType? Direction { get; init; }

    /// <summary>Whether the untuned model is judged first.</summary>
    public bool Baseline { get; init; } = true;

    /// <summary>Whether the best model by <see cref="Metric"/> is published instead of the last.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>Stop after this many evaluations without improvement; null never stops early.</summary>
    public int? EarlyStoppingPatience { get; init; }

    /// <summary>What counts as an improvement.</summary>
    public double EarlyStoppingMinDelta { get; init; }

    /// <summary>Columns of the datasets' files by whose values the final evaluation is told apart.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>The same with metric and direction filled in for a task; a task that does not exist leaves the metric empty.</summary>
    public EvaluationSpec For(TaskSpec task)
    {
        var metric = Metric.Length > 0 ? Metric : TaskTypes.Find(task)?.Metrics[0] ?? "";
        return this with { Metric = metric, Direction = Direction ?? (TaskTypes.IsLowerBetter(metric) ? DirectionType.Minimize : DirectionType.Maximize) };
    }
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
