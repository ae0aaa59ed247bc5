namespace FineTuneTrainer.Core.Tasks;

/// <summary>Texts that were written. A row's numbers: loss, tokens, tokens predicted right, then what the comparison of the texts came to.</summary>
internal sealed class Seq2SeqOutcomes(IReadOnlyList<double[]> numbers, TextComparison comparison) : IRowOutcomes
{
    private const int Right = MeanLoss.Numbers;

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Numbers => numbers;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Score(IReadOnlyList<int> rows)
    {
        var loss = MeanLoss.Of(numbers, rows);
        return MeanLoss.With(loss, [.. comparison.Score(numbers, rows, Right + 1), ("perplexity", loss.Value), ("accuracy", rows.Sum(row => numbers[row][Right]) / Math.Max(1, loss.Tokens))]);
    }

    /// <inheritdoc/>
    public double Score(IReadOnlyList<int> rows, string metric) =>
        metric == "loss" ? MeanLoss.Of(numbers, rows).MeanNegativeLogLikelihood : Score(rows).GetValueOrDefault(metric, double.NaN);
}
