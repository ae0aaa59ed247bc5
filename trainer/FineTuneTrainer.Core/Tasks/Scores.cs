using FineTuneTrainer.Core.Metrics;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>The result of one evaluation.</summary>
/// <param name="Values">The metrics by name; the names of FineTune.Contract.TaskTypes. What the rows leave undefined is absent.</param>
/// <param name="Classes">Each class's, label's or entity type's scores; none for numbers and language.</param>
/// <param name="Confusion">Rows by true class, columns by predicted one; empty unless each row has one class.</param>
/// <param name="Rows">How many rows were judged.</param>
public sealed record Scores(IReadOnlyDictionary<string, double> Values, IReadOnlyList<ClassScore> Classes, IReadOnlyList<IReadOnlyList<long>> Confusion, long Rows)
{
    /// <summary>What each row came to.</summary>
    public required IRowOutcomes Outcomes { get; init; }

    /// <summary>A metric's value.</summary>
    public double this[string metric] => Values[metric];

    /// <summary>The scores of all rows.</summary>
    public static Scores Of(IRowOutcomes outcomes)
    {
        int[] all = [.. Enumerable.Range(0, outcomes.Count)];
        return new Scores(outcomes.Score(all), outcomes.Classes(all), outcomes.Confusion(all), outcomes.Count) { Outcomes = outcomes };
    }
}

/// <summary>One class's scores.</summary>
public sealed record ClassScore(string Label, double Precision, double Recall, double F1, long Support)
{
    internal static ClassScore Of(string label, ClassCounts counts) => new(label, counts.Precision(), counts.Recall(), counts.F(), counts.Support);
}
