using FineTuneTrainer.Core.Metrics;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>The result of one evaluation.</summary>
public sealed record Scores(IReadOnlyDictionary<string, double> Values, IReadOnlyList<ClassScore> Classes, IReadOnlyList<IReadOnlyList<long>> Confusion, long Rows)
{
    /// <summary>The metrics a run may be judged by.</summary>
    public static IReadOnlyList<string> Metrics { get; } = ["accuracy", "f1_macro", "f1_weighted", "loss"];

    /// <summary>A metric's value.</summary>
    public double this[string metric] => Values[metric];

    internal static Scores Of(ClassificationScores scores, IReadOnlyList<string> labels, double loss, long rows) => new(
        new Dictionary<string, double> { ["accuracy"] = scores.Accuracy, ["f1_macro"] = scores.MacroF1, ["f1_weighted"] = scores.WeightedF1, ["loss"] = loss },
        [.. labels.Select((label, index) => new ClassScore(label, scores.PerClass[index].Precision, scores.PerClass[index].Recall, scores.PerClass[index].F1, scores.PerClass[index].Support))],
        scores.Confusion(),
        rows);
}

/// <summary>One class's scores.</summary>
public sealed record ClassScore(string Label, double Precision, double Recall, double F1, long Support);
