namespace FineTuneTrainer.Core.Metrics;

/// <summary>Precision, recall and F of several classes as one number each.</summary>
public sealed record AveragedScores(double Precision, double Recall, double F)
{
    /// <summary>
    /// Averages over the classes. <paramref name="zeroDivision"/> stands for a ratio with nothing below the line: 0, 1, or NaN to leave that class
    /// out of the mean. <paramref name="beta"/> weighs recall against precision (1 is F1).
    /// </summary>
    public static AveragedScores Of(IReadOnlyList<ClassCounts> classes, Averaging averaging, double zeroDivision = 0, double beta = 1)
    {
        if (averaging == Averaging.Micro)
        {
            ClassCounts all = new(classes.Sum(c => c.Hits), classes.Sum(c => c.Predicted), classes.Sum(c => c.Support));
            return new AveragedScores(all.Precision(zeroDivision), all.Recall(zeroDivision), all.F(beta, zeroDivision));
        }

        double Mean(Func<ClassCounts, double> score) => MeanOf(classes, score, averaging == Averaging.Weighted ? c => c.Support : _ => 1, zeroDivision);
        return new AveragedScores(Mean(c => c.Precision(zeroDivision)), Mean(c => c.Recall(zeroDivision)), Mean(c => c.F(beta, zeroDivision)));
    }

    private static double MeanOf(IReadOnlyList<ClassCounts> classes, Func<ClassCounts, double> score, Func<ClassCounts, double> weight, double zeroDivision)
    {
        double sum = 0, weights = 0;
        foreach (ClassCounts c in classes)
        {
            double value = score(c);
            if (double.IsNaN(value)) continue;
            sum += weight(c) * value;
            weights += weight(c);
        }

        return weights == 0 ? zeroDivision : sum / weights;
    }
}
