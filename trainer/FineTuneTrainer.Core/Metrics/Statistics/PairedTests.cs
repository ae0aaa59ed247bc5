namespace FineTuneTrainer.Core.Metrics.Statistics;

/// <summary>Two-sided tests of whether paired values, such as two systems' scores over seeds, differ.</summary>
public static class PairedTests
{
    // Above this many pairs the normal approximation is used, as SciPy does.
    private const int MostExactPairs = 50;

    /// <summary>The paired t-test: the statistic and its p-value.</summary>
    public static (double T, double P) StudentT(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] differences = Differences(first, second);
        int n = differences.Length;
        double t = differences.Average() / (Bootstrap.StandardError(differences) / Math.Sqrt(n));
        return (t, SpecialFunctions.IncompleteBeta((n - 1) / 2.0, 0.5, (n - 1) / (n - 1 + (t * t))));
    }

    /// <summary>
    /// Wilcoxon's signed-rank test: the smaller rank sum and its p-value. Equal pairs are left out. Up to 50 pairs the p-value is exact, tied ranks
    /// included; above, it is the normal approximation with the correction for ties.
    /// </summary>
    public static (double W, double P) Wilcoxon(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] differences = [.. Differences(first, second).Where(d => d != 0)];
        if (differences.Length == 0) return (0, 1);
        double[] ranks = RankCorrelation.Ranks([.. differences.Select(Math.Abs)]);
        double up = ranks.Where((_, i) => differences[i] > 0).Sum();
        double w = Math.Min(up, ranks.Sum() - up);
        return (w, ranks.Length <= MostExactPairs ? ExactP(ranks, w) : NormalP(ranks, w));
    }

    // How many of the 2^n choices of signs give each rank sum; sums are doubled, for tied ranks end in a half.
    internal static double ExactP(double[] ranks, double w)
    {
        int[] doubled = [.. ranks.Select(r => (int)Math.Round(2 * r))];
        var ways = new double[doubled.Sum() + 1];
        ways[0] = 1;
        foreach (int rank in doubled)
        {
            for (int sum = ways.Length - 1; sum >= rank; sum--) ways[sum] += ways[sum - rank];
        }

        double below = ways.Take((int)Math.Round(2 * w) + 1).Sum();
        return Math.Min(1, 2 * below / Math.Pow(2, ranks.Length));
    }

    internal static double NormalP(double[] ranks, double w)
    {
        double n = ranks.Length;
        double ties = ranks.GroupBy(r => r).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
        double spread = Math.Sqrt(((n * (n + 1) * ((2 * n) + 1)) - (ties / 2)) / 24);
        return 2 * NormalDistribution.Cdf((w - (n * (n + 1) / 4)) / spread);
    }

    private static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.Length < 2)
            throw new ArgumentException($"At least two pairs are needed; got {first.Length} and {second.Length} values.", nameof(first));
        var differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++) differences[i] = first[i] - second[i];
        return differences;
    }
}
