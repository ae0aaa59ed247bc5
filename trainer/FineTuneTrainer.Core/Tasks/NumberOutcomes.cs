using FineTuneTrainer.Core.Metrics;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>A number a row. A row's numbers: loss, count, predicted, true.</summary>
public sealed class NumberOutcomes(IReadOnlyList<double[]> numbers) : IRowOutcomes
{
    /// <inheritdoc/>
    public IReadOnlyList<double[]> Numbers => numbers;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Score(IReadOnlyList<int> rows)
    {
        var scores = new RegressionScores();
        foreach (var row in rows)
            scores.Add(numbers[row][MeanLoss.Numbers], numbers[row][MeanLoss.Numbers + 1]);
        return MeanLoss.With(MeanLoss.Of(numbers, rows), ("mse", scores.MeanSquaredError), ("mae", scores.MeanAbsoluteError), ("r2", scores.R2), ("pearson", scores.Pearson));
    }
}
