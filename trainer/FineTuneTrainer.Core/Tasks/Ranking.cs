using FineTuneTrainer.Core.Metrics;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>The mean area of several classes or labels, each against the rest.</summary>
internal static class Ranking
{
    /// <summary>NaN as soon as a label is true of no row or of all, or a score is no number: a mean over the others would be another metric.</summary>
    public static double Mean(int labels, IReadOnlyList<int> rows, Func<int, int, (double Score, bool Actual)> entry, Func<BinaryRanking, double> area)
    {
        var sum = 0.0;
        for (var label = 0; label < labels; label++)
        {
            var ranking = new BinaryRanking();
            foreach (var row in rows)
            {
                var (score, actual) = entry(row, label);
                if (double.IsNaN(score))
                    return double.NaN;
                ranking.Add(score, actual);
            }

            if (ranking.Positives == 0 || ranking.Positives == ranking.Rows)
                return double.NaN;
            sum += area(ranking);
        }

        return sum / labels;
    }
}
