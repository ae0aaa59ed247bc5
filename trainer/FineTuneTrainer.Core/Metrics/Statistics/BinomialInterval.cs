namespace FineTuneTrainer.Core.Metrics.Statistics;

/// <summary>Confidence intervals of a share, such as an accuracy.</summary>
public static class BinomialInterval
{
    /// <summary>Wilson's score interval: good at every size.</summary>
    public static Interval Wilson(long hits, long rows, double level = 0.95)
    {
        Check(hits, rows, level);
        double z = NormalDistribution.Quantile(1 - ((1 - level) / 2)), share = (double)hits / rows, below = 1 + (z * z / rows);
        double center = (share + (z * z / (2 * rows))) / below;
        double half = z / below * Math.Sqrt((share * (1 - share) / rows) + (z * z / (4.0 * rows * rows)));
        return new Interval(hits == 0 ? 0 : center - half, hits == rows ? 1 : center + half);
    }

    /// <summary>Clopper and Pearson's exact interval: never covers less than the level.</summary>
    public static Interval ClopperPearson(long hits, long rows, double level = 0.95)
    {
        Check(hits, rows, level);
        double tail = (1 - level) / 2;
        return new Interval(
            hits == 0 ? 0 : SpecialFunctions.BetaQuantile(hits, rows - hits + 1, tail),
            hits == rows ? 1 : SpecialFunctions.BetaQuantile(hits + 1, rows - hits, 1 - tail));
    }

    private static void Check(long hits, long rows, double level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        if (hits < 0 || hits > rows) throw new ArgumentOutOfRangeException(nameof(hits), hits, $"Of {rows} rows between 0 and {rows} can be hits.");
        if (level is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
    }
}
