namespace FineTuneTrainer.Core.Metrics;

/// <summary>
/// How well scores put positive rows above negative ones. The exact areas need every score at once, so one number and one flag a row are kept:
/// no logits.
/// </summary>
public sealed class BinaryRanking
{
    private readonly List<double> _scores = [];
    private readonly List<bool> _positive = [];

    /// <summary>How many rows were added.</summary>
    public int Rows => _scores.Count;

    /// <summary>How many of them are positive.</summary>
    public int Positives => _positive.Count(p => p);

    /// <summary>The chance that a positive row stands above a negative one, ties counting half; NaN with one class only.</summary>
    public double RocAuc
    {
        get
        {
            double area = 0;
            (long tp, long fp) last = (0, 0);
            foreach ((long tp, long fp, _) in Steps())
            {
                area += (fp - last.fp) * (tp + last.tp) / 2.0;
                last = (tp, fp);
            }

            return last.tp * last.fp == 0 ? double.NaN : area / ((double)last.tp * last.fp);
        }
    }

    /// <summary>The area under the precision-recall curve as scikit-learn's average precision: each step of recall times its precision; 0 without positives.</summary>
    public double AveragePrecision
    {
        get
        {
            int positives = Positives;
            if (positives == 0) return 0;
            double sum = 0;
            long last = 0;
            foreach ((long tp, long fp, _) in Steps())
            {
                sum += (double)(tp - last) / positives * tp / (tp + fp);
                last = tp;
            }

            return sum;
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(double score, bool positive)
    {
        if (double.IsNaN(score)) throw new ArgumentException("A score that is not a number has no rank.", nameof(score));
        _scores.Add(score);
        _positive.Add(positive);
    }

    /// <summary>The ROC curve from (0, 0) at an infinite threshold to (1, 1), a point for each distinct score; empty with one class only.</summary>
    public IReadOnlyList<RocPoint> Curve()
    {
        (long Tp, long Fp, double Score)[] steps = [.. Steps()];
        if (steps.Length == 0 || steps[^1].Tp == 0 || steps[^1].Fp == 0) return [];
        return [new RocPoint(0, 0, double.PositiveInfinity),
            .. steps.Select(s => new RocPoint((double)s.Fp / steps[^1].Fp, (double)s.Tp / steps[^1].Tp, s.Score))];
    }

    // Counts of true and false positives after each distinct score, from the highest down.
    private IEnumerable<(long Tp, long Fp, double Score)> Steps()
    {
        double[] scores = [.. _scores];
        bool[] positive = [.. _positive];
        Array.Sort(scores, positive);
        long tp = 0, fp = 0;
        for (int i = scores.Length - 1; i >= 0; i--)
        {
            if (positive[i]) tp++;
            else fp++;
            if (i == 0 || scores[i - 1] != scores[i]) yield return (tp, fp, scores[i]);
        }
    }
}
