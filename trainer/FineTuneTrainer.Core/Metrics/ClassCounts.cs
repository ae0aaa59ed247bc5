namespace FineTuneTrainer.Core.Metrics;

/// <summary>One class in counts: predicted right, predicted, and true.</summary>
public readonly record struct ClassCounts(long Hits, long Predicted, long Support)
{
    /// <summary>The share of predictions that are right.</summary>
    public double Precision(double zeroDivision = 0) => Ratio(Hits, Predicted, zeroDivision);

    /// <summary>The share of true rows that were found.</summary>
    public double Recall(double zeroDivision = 0) => Ratio(Hits, Support, zeroDivision);

    /// <summary>The weighted harmonic mean of both: (1 + b^2) hits / (b^2 support + predicted).</summary>
    public double F(double beta = 1, double zeroDivision = 0) =>
        Ratio((1 + (beta * beta)) * Hits, (beta * beta * Support) + Predicted, zeroDivision);

    private static double Ratio(double above, double below, double zeroDivision) => below == 0 ? zeroDivision : above / below;
}
