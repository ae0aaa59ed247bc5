using FineTune.Contract;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Core.Evaluations;

/// <summary>Base against tuned model on the same rows: scores with intervals, classes, confusion, slices and a verdict.</summary>
public static class Evaluation
{
    /// <summary>The confidence of every interval.</summary>
    public const double Level = 0.95;

    /// <summary>What lies beyond each end of an interval.</summary>
    internal const double Tail = (1 - Level) / 2;

    // A larger table is read by nobody, and a thousand classes would make it a million numbers.
    private const int LargestConfusion = 100;

    /// <summary>The report, without what judging cost; a pure function of rows, outcomes and seed.</summary>
    public static EvaluationReport Of(RunSpec spec, IReadOnlyList<string> labels, JudgedRows judged, CancellationToken cancellationToken)
    {
        var deciding = spec.Evaluation.For(spec.Task);
        int[] all = [.. Enumerable.Range(0, judged.Rows.Count)];
        var resampled = Resampled.Of(judged.Base, judged.Tuned, all, deciding.Metric, spec.Seed, cancellationToken);
        return new EvaluationReport
        {
            Version = EvaluationReport.CurrentVersion,
            Name = spec.Run.Name,
            Task = spec.Task.Type,
            ScoredOn = judged.ScoredOn,
            Rows = judged.Rows.Count,
            Metric = deciding.Metric,
            Direction = deciding.Direction!.Value,
            Base = ScoresOf(judged.Base, all, resampled.Base),
            Tuned = ScoresOf(judged.Tuned, all, resampled.Tuned),
            Difference = DifferenceOf(judged, all, deciding, resampled),
            Resampling = new ResamplingNote { Level = Level, Resamples = Resampled.Count(all.Length), Seed = spec.Seed },
            Classes = ClassesOf(judged, all),
            Confusion = ConfusionOf(judged, all, labels),
            Slices = [.. Slices.Of(judged.Rows, spec.Evaluation.Slices).Select(slice => SliceOf(slice, judged, deciding.Metric, spec.Seed, cancellationToken))],
        };
    }

    private static ModelScores? ScoresOf(IRowOutcomes? outcomes, IReadOnlyList<int> rows, ScoreInterval? interval) => outcomes is null ? null : new ModelScores
    {
        Values = outcomes.Score(rows).Where(pair => double.IsFinite(pair.Value)).ToDictionary(),
        Interval = interval,
    };

    private static ScoreDifference? DifferenceOf(JudgedRows judged, IReadOnlyList<int> all, EvaluationSpec deciding, Resampled resampled)
    {
        if (judged is not { Base: { } before, Tuned: { } after })
            return null;
        var difference = after.Score(all, deciding.Metric) - before.Score(all, deciding.Metric);
        return !double.IsFinite(difference) ? null : new ScoreDifference
        {
            Value = difference,
            Interval = resampled.Difference,
            Verdict = VerdictOf(resampled.Difference, deciding.Direction == DirectionType.Maximize),
            Rows = Disagreement.Of(before, after),
        };
    }

    private static VerdictType VerdictOf(ScoreInterval? interval, bool moreIsBetter) => interval switch
    {
        { Low: > 0 } => moreIsBetter ? VerdictType.Better : VerdictType.Worse,
        { High: < 0 } => moreIsBetter ? VerdictType.Worse : VerdictType.Better,
        _ => VerdictType.Undecided,
    };

    // Entity types occur or do not, model by model: the union, in the order of names or, for classes, the order of the labels.
    private static IReadOnlyList<ClassComparison> ClassesOf(JudgedRows judged, IReadOnlyList<int> all)
    {
        IReadOnlyList<ClassScore> before = judged.Base?.Classes(all) ?? [], after = judged.Tuned?.Classes(all) ?? [];
        return [.. after.Concat(before).Select(one => one.Label).Distinct().Select(label =>
        {
            ClassScore? was = before.FirstOrDefault(one => one.Label == label), now = after.FirstOrDefault(one => one.Label == label);
            return new ClassComparison { Label = label, Support = (now ?? was)!.Support, Base = MeasuresOf(was), Tuned = MeasuresOf(now) };
        })];
    }

    private static ClassMeasures? MeasuresOf(ClassScore? score) => score is null ? null : new ClassMeasures(score.Precision, score.Recall, score.F1);

    private static ConfusionTable? ConfusionOf(JudgedRows judged, IReadOnlyList<int> all, IReadOnlyList<string> labels)
    {
        IReadOnlyList<IReadOnlyList<long>>? before = judged.Base?.Confusion(all), after = judged.Tuned?.Confusion(all);
        return (after ?? before)?.Count is > 0 and <= LargestConfusion ? new ConfusionTable { Labels = labels, Base = before, Tuned = after } : null;
    }

    private static SliceScores SliceOf(Slice slice, JudgedRows judged, string metric, int seed, CancellationToken cancellationToken)
    {
        var resampled = Resampled.Of(judged.Base, judged.Tuned, slice.Rows, metric, seed, cancellationToken);
        return new SliceScores
        {
            By = slice.By,
            Value = slice.Value,
            Rows = slice.Rows.Count,
            Base = ScoresOf(judged.Base, slice.Rows, resampled.Base),
            Tuned = ScoresOf(judged.Tuned, slice.Rows, resampled.Tuned),
        };
    }
}
