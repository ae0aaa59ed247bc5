using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Metrics.Statistics;

/// <summary>Confidence intervals by resampling rows (Efron and Tibshirani), as SciPy's <c>bootstrap</c> defines them.</summary>
public static class Bootstrap
{
    /// <summary>The row indices of each resample: rows drawn with replacement, a pure function of the seed.</summary>
    public static IEnumerable<int[]> Resamples(int rows, int count, int seed)
    {
        for (int k = 0; k < count; k++)
        {
            var random = new CounterRandom((ulong)seed, stream: (ulong)k);
            var indices = new int[rows];
            for (int i = 0; i < rows; i++) indices[i] = random.Next(rows);
            yield return indices;
        }
    }

    /// <summary>The interval of a statistic of rows: <paramref name="statistic"/> takes the indices of the rows to compute it over.</summary>
    public static Interval Of(
        int rows, Func<IReadOnlyList<int>, double> statistic, BootstrapMethod method = BootstrapMethod.Bca, double level = 0.95, int resamples = 1000, int seed = 0) =>
        Of(rows, statistic, Resamples(rows, resamples, seed), method, level);

    /// <summary>The interval over given resamples.</summary>
    public static Interval Of(int rows, Func<IReadOnlyList<int>, double> statistic, IEnumerable<int[]> resamples, BootstrapMethod method, double level)
    {
        if (level is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
        double[] resampled = [.. resamples.Select(statistic)];
        Array.Sort(resampled);
        int[] all = [.. Enumerable.Range(0, rows)];
        double tail = (1 - level) / 2;
        return method switch
        {
            BootstrapMethod.Percentile => new Interval(Quantile(resampled, tail), Quantile(resampled, 1 - tail)),
            BootstrapMethod.Basic => Mirrored(statistic(all), Quantile(resampled, tail), Quantile(resampled, 1 - tail)),
            BootstrapMethod.Bca => Bca(statistic(all), resampled, [.. all.Select(i => statistic([.. all.Where(j => j != i)]))], tail),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Not a bootstrap method."),
        };
    }

    /// <summary>The standard deviation of the resampled statistics, n - 1 below the line.</summary>
    public static double StandardError(IReadOnlyList<double> resampled)
    {
        double mean = resampled.Average();
        return Math.Sqrt(resampled.Sum(r => (r - mean) * (r - mean)) / (resampled.Count - 1));
    }

    /// <summary>The quantile of sorted values, linear between order statistics at (n - 1) q.</summary>
    public static double Quantile(double[] sorted, double q)
    {
        double place = (sorted.Length - 1) * q;
        int below = (int)Math.Floor(place), above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }

    private static Interval Mirrored(double statistic, double low, double high) => new((2 * statistic) - high, (2 * statistic) - low);

    private static Interval Bca(double statistic, double[] resampled, double[] leftOut, double tail)
    {
        double share = (resampled.Count(r => r < statistic) + resampled.Count(r => r <= statistic)) / (2.0 * resampled.Length);
        double bias = NormalDistribution.Quantile(share);
        double[] d = [.. leftOut.Select(x => leftOut.Average() - x)];
        double spread = Math.Pow(d.Sum(x => x * x), 1.5);

        // A statistic that no single row changes has no skew.
        double acceleration = spread == 0 ? 0 : d.Sum(x => x * x * x) / (6 * spread);
        return new Interval(Bound(NormalDistribution.Quantile(tail)), Bound(-NormalDistribution.Quantile(tail)));

        double Bound(double z)
        {
            double shifted = NormalDistribution.Cdf(bias + ((bias + z) / (1 - (acceleration * (bias + z)))));

            // Where every resample lies on one side, only that side's end is left.
            return double.IsFinite(bias) ? Quantile(resampled, shifted) : bias < 0 ? resampled[0] : resampled[^1];
        }
    }
}
