namespace FineTuneTrainer.Core.Metrics.Statistics;

/// <summary>McNemar's test: whether two classifiers differ, by the rows that only one of them gets right.</summary>
public static class McNemar
{
    /// <summary>The two-sided p-value of the exact binomial test: min(1, 2 P(X at most the smaller count)).</summary>
    public static double ExactP(long onlyFirstRight, long onlySecondRight)
    {
        long all = onlyFirstRight + onlySecondRight, fewer = Math.Min(onlyFirstRight, onlySecondRight);
        return all == 0 ? 1 : Math.Min(1, 2 * SpecialFunctions.IncompleteBeta(all - fewer, fewer + 1, 0.5));
    }

    /// <summary>The chi-square statistic with continuity correction and its p-value at one degree of freedom; NaN without a differing row.</summary>
    public static (double ChiSquare, double P) Corrected(long onlyFirstRight, long onlySecondRight)
    {
        double difference = Math.Abs(onlyFirstRight - onlySecondRight) - 1.0;
        double chiSquare = difference * difference / (onlyFirstRight + onlySecondRight);
        return (chiSquare, SpecialFunctions.Erfc(Math.Sqrt(chiSquare / 2)));
    }
}
