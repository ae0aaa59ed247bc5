using FineTuneTrainer.Core.Metrics;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>
/// Any number of labels a row. A row's numbers: loss, count, how many labels were predicted, those, how many are true, those and, up to
/// <see cref="MostRanked"/> labels, each one's score.
/// </summary>
public sealed class LabelSetOutcomes(IReadOnlyList<string> labels, IReadOnlyList<double[]> numbers) : IRowOutcomes
{
    /// <summary>The most labels whose scores are kept: with more there is no roc_auc and no pr_auc.</summary>
    public const int MostRanked = ClassOutcomes.MostRanked;

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Numbers => numbers;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Score(IReadOnlyList<int> rows)
    {
        var scores = Count(rows);
        return MeanLoss.With(
            MeanLoss.Of(numbers, rows),
            ("f1_micro", scores.Average(Averaging.Micro).F),
            ("f1_macro", scores.Average(Averaging.Macro).F),
            ("f1_weighted", scores.Average(Averaging.Weighted).F),
            ("accuracy", scores.SubsetAccuracy),
            ("roc_auc", Rank(rows, ranking => ranking.RocAuc)),
            ("pr_auc", Rank(rows, ranking => ranking.AveragePrecision)));
    }

    /// <inheritdoc/>
    public double Score(IReadOnlyList<int> rows, string metric) => metric switch
    {
        // Areas sort all rows for each label: only whoever asks pays.
        "f1_micro" => Count(rows).Average(Averaging.Micro).F,
        "f1_macro" => Count(rows).Average(Averaging.Macro).F,
        "accuracy" => Count(rows).SubsetAccuracy,
        "loss" => MeanLoss.Of(numbers, rows).MeanNegativeLogLikelihood,
        _ => Score(rows).GetValueOrDefault(metric, double.NaN),
    };

    /// <inheritdoc/>
    public IReadOnlyList<ClassScore> Classes(IReadOnlyList<int> rows) => [.. Count(rows).Labels.Select((counts, index) => ClassScore.Of(labels[index], counts))];

    internal static double[] Row(double loss, double count, ReadOnlySpan<float> logits, ReadOnlySpan<float> actual)
    {
        List<double> predicted = [], real = [], scores = [];
        for (var label = 0; label < logits.Length; label++)
        {
            // A logit above 0 is a probability above a half.
            if (logits[label] > 0)
                predicted.Add(label);
            if (actual[label] > 0.5f)
                real.Add(label);
            if (logits.Length <= MostRanked)
                scores.Add(logits[label]);
        }

        return [loss, count, predicted.Count, .. predicted, real.Count, .. real, .. scores];
    }

    private static (double[] Predicted, double[] Actual, double[] Scores) Parts(double[] row)
    {
        var (predicted, rest) = Take(row[MeanLoss.Numbers..]);
        var (actual, scores) = Take(rest);
        return (predicted, actual, scores);
    }

    private static (double[] Labels, double[] After) Take(double[] numbers) => (numbers[1..(1 + (int)numbers[0])], numbers[(1 + (int)numbers[0])..]);

    private MultiLabelScores Count(IReadOnlyList<int> rows)
    {
        var scores = new MultiLabelScores(labels.Count);
        bool[] predicted = new bool[labels.Count], actual = new bool[labels.Count];
        foreach (var row in rows)
        {
            var parts = Parts(numbers[row]);
            Mark(predicted, parts.Predicted);
            Mark(actual, parts.Actual);
            scores.Add(predicted, actual);
        }

        return scores;
    }

    private static void Mark(bool[] marks, double[] labels)
    {
        Array.Clear(marks);
        foreach (var label in labels)
            marks[(int)label] = true;
    }

    private double Rank(IReadOnlyList<int> rows, Func<BinaryRanking, double> area)
    {
        if (labels.Count > MostRanked)
            return double.NaN;
        List<(double[] Scores, HashSet<double> Actual)> parts = [.. rows.Select(row => Parts(numbers[row])).Select(row => (row.Scores, row.Actual.ToHashSet()))];
        return Ranking.Mean(labels.Count, [.. Enumerable.Range(0, parts.Count)], (row, label) => (parts[row].Scores[label], parts[row].Actual.Contains(label)), area);
    }
}
