namespace FineTuneTrainer.Core.Metrics.Statistics;

/// <summary>
/// Whether a first system is better than a second on the same rows, by resampling rows for both alike. <paramref name="PNotBetter"/> is the share of
/// resamples in which it is not (Koehn 2004), <paramref name="PTwoSided"/> the chance of a difference this large if there were none.
/// </summary>
public sealed record PairedBootstrap(double Difference, double PNotBetter, double PTwoSided)
{
    /// <summary>Compares two statistics of the rows whose indices they are given.</summary>
    public static PairedBootstrap Of(
        int rows, Func<IReadOnlyList<int>, double> first, Func<IReadOnlyList<int>, double> second, IEnumerable<int[]> resamples)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        double real = first(all) - second(all);
        double[] differences = [.. resamples.Select(r => first(r) - second(r))];
        double mean = differences.Average();
        int asLarge = differences.Count(d => Math.Abs(d - mean) >= Math.Abs(real));
        return new PairedBootstrap(real, (double)differences.Count(d => d <= 0) / differences.Length, (asLarge + 1.0) / (differences.Length + 1));
    }
}
