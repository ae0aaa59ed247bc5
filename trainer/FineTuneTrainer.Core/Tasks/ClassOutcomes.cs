using FineTuneTrainer.Core.Metrics;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>One class a row. A row's numbers: loss, count, predicted class, true class and, up to <see cref="MostRanked"/> classes, each one's probability.</summary>
public sealed class ClassOutcomes(IReadOnlyList<string> labels, IReadOnlyList<double[]> numbers) : IRowOutcomes
{
    /// <summary>The most classes whose probabilities are kept: with more there is no roc_auc and no pr_auc.</summary>
    public const int MostRanked = 100;

    private const int Predicted = MeanLoss.Numbers;
    private const int Actual = Predicted + 1;
    private const int Probabilities = Actual + 1;

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Numbers => numbers;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Score(IReadOnlyList<int> rows)
    {
        var counts = Count(rows);
        var macro = counts.Average(Averaging.Macro);
        return MeanLoss.With(
            MeanLoss.Of(numbers, rows),
            ("accuracy", counts.Accuracy),
            ("f1_macro", macro.F),
            ("f1_micro", counts.Average(Averaging.Micro).F),
            ("f1_weighted", counts.WeightedF1),
            ("precision_macro", macro.Precision),
            ("recall_macro", macro.Recall),
            ("mcc", counts.MatthewsCorrelation),
            ("roc_auc", Rank(rows, ranking => ranking.RocAuc)),
            ("pr_auc", Rank(rows, ranking => ranking.AveragePrecision)));
    }

    /// <inheritdoc/>
    public double Score(IReadOnlyList<int> rows, string metric) => metric switch
    {
        // Areas sort all rows for each class: only whoever asks pays.
        "accuracy" => Count(rows).Accuracy,
        "f1_macro" => Count(rows).MacroF1,
        "f1_micro" => Count(rows).Average(Averaging.Micro).F,
        "f1_weighted" => Count(rows).WeightedF1,
        "precision_macro" => Count(rows).MacroPrecision,
        "recall_macro" => Count(rows).MacroRecall,
        "mcc" => Count(rows).MatthewsCorrelation,
        "loss" => MeanLoss.Of(numbers, rows).MeanNegativeLogLikelihood,
        _ => Score(rows).GetValueOrDefault(metric, double.NaN),
    };

    /// <inheritdoc/>
    public IReadOnlyList<ClassScore> Classes(IReadOnlyList<int> rows) => [.. Count(rows).Counts().Select((counts, index) => ClassScore.Of(labels[index], counts))];

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<long>> Confusion(IReadOnlyList<int> rows) => Count(rows).Confusion();

    internal static double[] Row(double loss, double count, int predicted, int actual, ReadOnlySpan<double> probabilities) =>
        probabilities.Length > MostRanked ? [loss, count, predicted, actual] : [loss, count, predicted, actual, .. probabilities];

    private ClassificationScores Count(IReadOnlyList<int> rows)
    {
        var scores = new ClassificationScores(labels.Count);
        int[] predicted = new int[rows.Count], actual = new int[rows.Count];
        for (var i = 0; i < predicted.Length; i++)
        {
            var row = numbers[rows[i]];
            (predicted[i], actual[i]) = ((int)row[Predicted], (int)row[Actual]);
        }

        scores.Add(predicted, actual);
        return scores;
    }

    // Each class against all others, the plain mean; undefined as soon as one class has no row.
    private double Rank(IReadOnlyList<int> rows, Func<BinaryRanking, double> area)
    {
        if (labels.Count > MostRanked)
            return double.NaN;
        return Ranking.Mean(labels.Count, rows, (row, label) => (numbers[row][Probabilities + label], (int)numbers[row][Actual] == label), area);
    }
}
