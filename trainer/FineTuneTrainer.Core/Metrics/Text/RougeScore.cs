namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>One of ROUGE's measures: the shares of the prediction and of the target that are found in the other, and their harmonic mean.</summary>
public readonly record struct RougeScore(double Precision, double Recall)
{
    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    internal static RougeScore Of(int hits, int predicted, int target) => new((double)hits / Math.Max(predicted, 1), (double)hits / Math.Max(target, 1));
}
