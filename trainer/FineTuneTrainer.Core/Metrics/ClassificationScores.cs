namespace FineTuneTrainer.Core.Metrics;

/// <summary>Scores of a classifier, counted batch by batch in a confusion matrix; where a ratio has nothing below the line it is 0, as in scikit-learn.</summary>
public sealed class ClassificationScores
{
    private readonly long[,] _confusion;
    private long _rows;

    /// <summary>Scores over classes 0 to <paramref name="classes"/> - 1.</summary>
    public ClassificationScores(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        _confusion = new long[classes, classes];
    }

    /// <summary>How many rows were counted.</summary>
    public long Rows => _rows;

    /// <summary>The share of rows predicted right; 0 without rows.</summary>
    public double Accuracy => _rows == 0 ? 0 : (double)Diagonal() / _rows;

    /// <summary>The plain mean of the F1 of all classes that occur in truth or prediction.</summary>
    public double MacroF1 => Average(Averaging.Macro).F;

    /// <summary>The plain mean of the precision of all classes that occur.</summary>
    public double MacroPrecision => Average(Averaging.Macro).Precision;

    /// <summary>The plain mean of the recall of all classes that occur.</summary>
    public double MacroRecall => Average(Averaging.Macro).Recall;

    /// <summary>The mean of F1 weighted by how often each class is true.</summary>
    public double WeightedF1 => Average(Averaging.Weighted).F;

    /// <summary>The mean of precision weighted by how often each class is true.</summary>
    public double WeightedPrecision => Average(Averaging.Weighted).Precision;

    /// <summary>The mean of recall weighted by how often each class is true.</summary>
    public double WeightedRecall => Average(Averaging.Weighted).Recall;

    /// <summary>The mean recall of the classes that are true of some row; NaN without rows.</summary>
    public double BalancedAccuracy =>
        Counts().Where(c => c.Support > 0).Select(c => c.Recall()).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Matthews' correlation over all classes (Gorodkin's R_K); 0 where truth or prediction has one class only.</summary>
    public double MatthewsCorrelation
    {
        get
        {
            double n = _rows, hits = Diagonal(), cross = 0, truth = n * n, predicted = n * n;
            foreach (ClassCounts c in Counts())
            {
                cross += (double)c.Support * c.Predicted;
                truth -= (double)c.Support * c.Support;
                predicted -= (double)c.Predicted * c.Predicted;
            }

            return truth * predicted == 0 ? 0 : ((hits * n) - cross) / Math.Sqrt(truth * predicted);
        }
    }

    /// <summary>Cohen's kappa: agreement beyond chance; NaN where chance alone explains everything.</summary>
    public double CohenKappa => Kappa((_, _) => 1);

    /// <summary>Cohen's kappa for ordered classes: a disagreement weighs by its squared distance.</summary>
    public double QuadraticKappa => Kappa((truth, predicted) => (truth - predicted) * (truth - predicted));

    /// <summary>The scores of each class, in class order.</summary>
    public IReadOnlyList<ClassScores> PerClass =>
        [.. Counts().Select((c, index) => new ClassScores(index, c.Precision(), c.Recall(), c.F(), c.Support, c.Predicted))];

    private int Classes => _confusion.GetLength(0);

    /// <summary>Counts a batch of rows.</summary>
    public void Add(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual)
    {
        if (predicted.Length != actual.Length) throw new ArgumentException("As many predictions as true classes are needed.", nameof(predicted));
        for (int i = 0; i < actual.Length; i++) _confusion[actual[i], predicted[i]]++;
        _rows += actual.Length;
    }

    /// <summary>
    /// Precision, recall and F over classes: those that occur in truth or prediction, or <paramref name="allClasses"/>. A
    /// <paramref name="zeroDivision"/> of NaN leaves undefined ratios out.
    /// </summary>
    public AveragedScores Average(Averaging averaging, double zeroDivision = 0, double beta = 1, bool allClasses = false) =>
        AveragedScores.Of([.. Counts().Where(c => allClasses || c.Support + c.Predicted > 0)], averaging, zeroDivision, beta);

    /// <summary>Precision, recall and F of one class against the rest: the binary scores of scikit-learn with this class as the positive one.</summary>
    public AveragedScores Of(int positiveClass, double zeroDivision = 0, double beta = 1)
    {
        ClassCounts c = Counts()[positiveClass];
        return new AveragedScores(c.Precision(zeroDivision), c.Recall(zeroDivision), c.F(beta, zeroDivision));
    }

    /// <summary>How often each class (row) was predicted as each class (column).</summary>
    public long[][] Confusion() => [.. Enumerable.Range(0, Classes).Select(t => Enumerable.Range(0, Classes).Select(p => _confusion[t, p]).ToArray())];

    /// <summary>Each class in counts, in class order.</summary>
    public ClassCounts[] Counts()
    {
        var counts = new ClassCounts[Classes];
        for (int c = 0; c < Classes; c++)
        {
            long predicted = 0, support = 0;
            for (int other = 0; other < Classes; other++)
            {
                predicted += _confusion[other, c];
                support += _confusion[c, other];
            }

            counts[c] = new ClassCounts(_confusion[c, c], predicted, support);
        }

        return counts;
    }

    private long Diagonal() => Enumerable.Range(0, Classes).Sum(c => _confusion[c, c]);

    // 1 - observed disagreement / disagreement by chance, each cell off the diagonal with its weight.
    private double Kappa(Func<int, int, double> weight)
    {
        ClassCounts[] counts = Counts();
        double observed = 0, chance = 0;
        for (int truth = 0; truth < Classes; truth++)
        {
            for (int predicted = 0; predicted < Classes; predicted++)
            {
                if (truth == predicted) continue;
                observed += weight(truth, predicted) * _confusion[truth, predicted];
                chance += weight(truth, predicted) * counts[truth].Support * counts[predicted].Predicted / _rows;
            }
        }

        return chance == 0 ? double.NaN : 1 - (observed / chance);
    }
}
