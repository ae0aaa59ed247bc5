using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>How good the tuned model is, and whether it is better than the base model on the same rows: <c>evaluation.json</c>.</summary>
public sealed record EvaluationReport
{
    /// <summary>The version this build writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The format's version.</summary>
    public required int Version { get; init; }

    /// <summary>The run's name.</summary>
    public required string Name { get; init; }

    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary>Which rows were judged: <c>Test</c> or <c>Validation</c>.</summary>
    public required string ScoredOn { get; init; }

    /// <summary>How many.</summary>
    public required int Rows { get; init; }

    /// <summary>The metric that decides.</summary>
    public required string Metric { get; init; }

    /// <summary>Which way it is better.</summary>
    public required DirectionType Direction { get; init; }

    /// <summary>The untuned model; absent when it was not judged.</summary>
    public ModelScores? Base { get; init; }

    /// <summary>The tuned model; absent when there is none.</summary>
    public ModelScores? Tuned { get; init; }

    /// <summary>Tuned against base; absent unless both were judged and the metric is defined for both.</summary>
    public ScoreDifference? Difference { get; init; }

    /// <summary>How intervals were computed.</summary>
    public required ResamplingNote Resampling { get; init; }

    /// <summary>Every class, label or entity type; empty for numbers and language.</summary>
    public IReadOnlyList<ClassComparison> Classes { get; init; } = [];

    /// <summary>Who is taken for whom, where each row has one class.</summary>
    public ConfusionTable? Confusion { get; init; }

    /// <summary>The same metrics over parts of the rows.</summary>
    public IReadOnlyList<SliceScores> Slices { get; init; } = [];

    /// <summary>What judging cost on the machine it ran on; absent when nothing was measured.</summary>
    public EvaluationCost? Cost { get; init; }
}

/// <summary>One model's scores.</summary>
public sealed record ModelScores
{
    /// <summary>Every metric that the rows define.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>The interval of the deciding metric; absent where too few resamples define it.</summary>
    public ScoreInterval? Interval { get; init; }
}

/// <summary>An interval that covers the true value with 95 % confidence.</summary>
public sealed record ScoreInterval(double Low, double High);

/// <summary>The tuned model's deciding metric minus the base model's.</summary>
public sealed record ScoreDifference
{
    /// <summary>The difference.</summary>
    public required double Value { get; init; }

    /// <summary>Its interval over the same resamples for both models.</summary>
    public ScoreInterval? Interval { get; init; }

    /// <summary>What the interval says.</summary>
    public required VerdictType Verdict { get; init; }

    /// <summary>Rows that only the base model gets right, only the tuned one, and McNemar's exact p-value; absent unless each row is right or wrong.</summary>
    public RightAndWrong? Rows { get; init; }
}

/// <summary>What an interval of the difference says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VerdictType>))]
public enum VerdictType
{
    /// <summary>The interval holds 0: these rows do not tell.</summary>
    Undecided,

    /// <summary>All of the interval is on the better side.</summary>
    Better,

    /// <summary>All of the interval is on the worse side.</summary>
    Worse,
}

/// <summary>Rows on which two models disagree.</summary>
public sealed record RightAndWrong(int OnlyBase, int OnlyTuned, double P);

/// <summary>How intervals were computed: percentile bootstrap over rows.</summary>
public sealed record ResamplingNote
{
    /// <summary>The confidence.</summary>
    public required double Level { get; init; }

    /// <summary>How often the rows were drawn.</summary>
    public required int Resamples { get; init; }

    /// <summary>The seed of the draws.</summary>
    public required int Seed { get; init; }
}

/// <summary>One class, label or entity type.</summary>
public sealed record ClassComparison
{
    /// <summary>Its name.</summary>
    public required string Label { get; init; }

    /// <summary>How often it is true.</summary>
    public required long Support { get; init; }

    /// <summary>The base model's scores.</summary>
    public ClassMeasures? Base { get; init; }

    /// <summary>The tuned model's scores.</summary>
    public ClassMeasures? Tuned { get; init; }
}

/// <summary>One class's scores by one model.</summary>
public sealed record ClassMeasures(double Precision, double Recall, double F1);

/// <summary>Who is taken for whom: rows by true class, columns by predicted one.</summary>
public sealed record ConfusionTable
{
    /// <summary>The classes in order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The base model's counts.</summary>
    public IReadOnlyList<IReadOnlyList<long>>? Base { get; init; }

    /// <summary>The tuned model's counts.</summary>
    public IReadOnlyList<IReadOnlyList<long>>? Tuned { get; init; }
}

/// <summary>A part of the rows.</summary>
public sealed record SliceScores
{
    /// <summary>What tells the parts apart: a column's name, or <c>length in tokens</c>.</summary>
    public required string By { get; init; }

    /// <summary>This part's value.</summary>
    public required string Value { get; init; }

    /// <summary>How many rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The base model's scores.</summary>
    public ModelScores? Base { get; init; }

    /// <summary>The tuned model's scores.</summary>
    public ModelScores? Tuned { get; init; }
}

/// <summary>What judging cost; of the tuned model where there is one.</summary>
public sealed record EvaluationCost
{
    /// <summary>Milliseconds of a forward pass of one row alone: half of them take no longer.</summary>
    public double? LatencyP50Milliseconds { get; init; }

    /// <summary>The same for 95 of 100.</summary>
    public double? LatencyP95Milliseconds { get; init; }

    /// <summary>How many rows the latencies are of.</summary>
    public int LatencyRows { get; init; }

    /// <summary>Rows a second of the whole evaluation, in batches.</summary>
    public double RowsPerSecond { get; init; }

    /// <summary>The process's memory high-water mark.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }
}
