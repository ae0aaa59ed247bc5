namespace FineTuneTrainer.Core.Metrics;

/// <summary>Accuracy, precision, recall and F1 of a classifier, counted batch by batch; where a ratio has nothing below the line it is 0, as in scikit-learn.</summary>
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

    /// <summary>The share of rows predicted right.</summary>
    public double Accuracy => Ratio(Enumerable.Range(0, Classes).Sum(c => _confusion[c, c]), _rows);

    /// <summary>The plain mean of the F1 of all classes that occur in truth or prediction.</summary>
    public double MacroF1 => Macro(s => s.F1);

    /// <summary>The plain mean of the precision of all classes that occur.</summary>
    public double MacroPrecision => Macro(s => s.Precision);

    /// <summary>The plain mean of the recall of all classes that occur.</summary>
    public double MacroRecall => Macro(s => s.Recall);

    /// <summary>The mean of F1 weighted by how often each class is true.</summary>
    public double WeightedF1 => Weighted(s => s.F1);

    /// <summary>The mean of precision weighted by how often each class is true.</summary>
    public double WeightedPrecision => Weighted(s => s.Precision);

    /// <summary>The mean of recall weighted by how often each class is true.</summary>
    public double WeightedRecall => Weighted(s => s.Recall);

    /// <summary>The scores of each class, in class order.</summary>
    public IReadOnlyList<ClassScores> PerClass => [.. Enumerable.Range(0, Classes).Select(Scores)];

    private int Classes => _confusion.GetLength(0);

    /// <summary>Counts a batch of rows.</summary>
    public void Add(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual)
    {
        if (predicted.Length != actual.Length) throw new ArgumentException("As many predictions as true classes are needed.", nameof(predicted));
        for (int i = 0; i < actual.Length; i++) _confusion[actual[i], predicted[i]]++;
        _rows += actual.Length;
    }

    /// <summary>How often each class (row) was predicted as each class (column).</summary>
    public long[][] Confusion() => [.. Enumerable.Range(0, Classes).Select(t => Enumerable.Range(0, Classes).Select(p => _confusion[t, p]).ToArray())];

    private ClassScores Scores(int c)
    {
        long hits = _confusion[c, c];
        long support = Enumerable.Range(0, Classes).Sum(p => _confusion[c, p]);
        long predicted = Enumerable.Range(0, Classes).Sum(t => _confusion[t, c]);
        return new ClassScores(c, Ratio(hits, predicted), Ratio(hits, support), Ratio(2 * hits, support + predicted), support, predicted);
    }

    private double Macro(Func<ClassScores, double> score) =>
        PerClass.Where(s => s.Support + s.Predicted > 0).Select(score).DefaultIfEmpty(0).Average();

    private double Weighted(Func<ClassScores, double> score) => _rows == 0 ? 0 : PerClass.Sum(s => score(s) * s.Support) / _rows;

    private static double Ratio(long above, long below) => below == 0 ? 0 : (double)above / below;
}
