namespace FineTuneTrainer.Core.Metrics;

/// <summary>Correlations of order. They need all values at once.</summary>
public static class RankCorrelation
{
    /// <summary>Spearman's correlation: Pearson's of the ranks, equal values sharing their mean rank; NaN where a side is constant.</summary>
    public static double Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] a = Ranks(first), b = Ranks(second);
        var scores = new RegressionScores();
        for (int i = 0; i < a.Length; i++) scores.Add(b[i], a[i]);
        return scores.Pearson;
    }

    /// <summary>Kendall's tau-b, which allows for ties; NaN where a side is constant.</summary>
    public static double Kendall(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        long agreeing = 0, untiedFirst = 0, untiedSecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int a = first[i].CompareTo(first[j]), b = second[i].CompareTo(second[j]);
                agreeing += a * b;
                untiedFirst += Math.Abs(a);
                untiedSecond += Math.Abs(b);
            }
        }

        return agreeing / (Math.Sqrt(untiedFirst) * Math.Sqrt(untiedSecond));
    }

    /// <summary>The middle value; for an even number the mean of the two middle ones.</summary>
    public static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// <summary>The rank of each value from 1; equal values share the mean of their ranks.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from]; to++) { }
            for (int i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
        }

        return ranks;
    }
}
