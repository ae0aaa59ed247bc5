namespace FineTuneTrainer.Core.Tasks;

/// <summary>
/// Pairs of answers: how often the better one has the higher reward, and by how much on the mean; an equal reward is no preference. A row's numbers: loss, count, the better
/// answer's reward, the worse one's.
/// </summary>
public sealed class PairOutcomes(IReadOnlyList<double[]> numbers) : IRowOutcomes
{
    /// <inheritdoc/>
    public IReadOnlyList<double[]> Numbers => numbers;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Score(IReadOnlyList<int> rows) =>
        MeanLoss.With(MeanLoss.Of(numbers, rows), ("accuracy", rows.Sum(row => Margin(row) > 0 ? 1.0 : 0) / rows.Count), ("margin", rows.Sum(Margin) / rows.Count));

    private double Margin(int row) => numbers[row][MeanLoss.Numbers] - numbers[row][MeanLoss.Numbers + 1];
}
