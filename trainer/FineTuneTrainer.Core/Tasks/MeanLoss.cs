using FineTuneTrainer.Core.Metrics;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>What the numbers of every task's rows begin with: the row's loss as a sum and over how much it is one.</summary>
internal static class MeanLoss
{
    /// <summary>How many numbers that is.</summary>
    public const int Numbers = 2;

    /// <summary>The loss over some rows: every token, entry or row counts once.</summary>
    public static Perplexity Of(IReadOnlyList<double[]> numbers, IReadOnlyList<int> rows)
    {
        var loss = new Perplexity();
        foreach (var row in rows)
            loss.Add(numbers[row][0], (long)numbers[row][1]);
        return loss;
    }

    /// <summary>The metrics by name, the loss last; those that are no number are left out, but for the loss, which tells of divergence.</summary>
    public static Dictionary<string, double> With(Perplexity loss, params ReadOnlySpan<(string Name, double Value)> metrics)
    {
        var values = new Dictionary<string, double>();
        foreach (var (name, value) in metrics)
        {
            if (double.IsFinite(value))
                values[name] = value;
        }

        values["loss"] = loss.MeanNegativeLogLikelihood;
        return values;
    }
}
