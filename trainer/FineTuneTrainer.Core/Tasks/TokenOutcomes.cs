namespace FineTuneTrainer.Core.Tasks;

/// <summary>Tokens to be predicted. A row's numbers: loss, tokens, tokens predicted right.</summary>
public sealed class TokenOutcomes(IReadOnlyList<double[]> numbers) : IRowOutcomes
{
    /// <inheritdoc/>
    public IReadOnlyList<double[]> Numbers => numbers;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Score(IReadOnlyList<int> rows)
    {
        var loss = MeanLoss.Of(numbers, rows);
        return MeanLoss.With(loss, ("perplexity", loss.Value), ("accuracy", rows.Sum(row => numbers[row][MeanLoss.Numbers]) / Math.Max(1, loss.Tokens)));
    }
}
