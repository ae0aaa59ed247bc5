namespace FineTuneTrainer.Core.Metrics;

/// <summary>ROC areas of a classifier over several classes; keeps one probability a class and row, for each area needs them all at once.</summary>
public sealed class MulticlassRanking
{
    private readonly int _classes;
    private readonly List<double[]> _probabilities = [];
    private readonly List<int> _actual = [];

    /// <summary>A ranking over classes 0 to <paramref name="classes"/> - 1.</summary>
    public MulticlassRanking(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        _classes = classes;
    }

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<double> probabilities, int actual)
    {
        if (probabilities.Length != _classes) throw new ArgumentException($"A row has {_classes} probabilities, not {probabilities.Length}.", nameof(probabilities));
        _probabilities.Add(probabilities.ToArray());
        _actual.Add(actual);
    }

    /// <summary>Each class against all others: the plain mean, or <see cref="Averaging.Weighted"/> by how often a class is true. NaN where a class is absent.</summary>
    public double OneVersusRest(Averaging averaging = Averaging.Macro)
    {
        if (averaging == Averaging.Micro) return Pooled();
        double sum = 0, weights = 0;
        for (int c = 0; c < _classes; c++)
        {
            double weight = averaging == Averaging.Weighted ? _actual.Count(a => a == c) : 1;
            sum += weight * Area(c, _ => true);
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>Each pair of classes among their own rows, both ways round (Hand and Till); NaN where a class is absent.</summary>
    public double OneVersusOne()
    {
        double sum = 0;
        for (int a = 0; a < _classes; a++)
        {
            for (int b = a + 1; b < _classes; b++)
                sum += (Area(a, y => y == a || y == b) + Area(b, y => y == a || y == b)) / 2;
        }

        return sum / (_classes * (_classes - 1) / 2);
    }

    private double Area(int positive, Func<int, bool> among)
    {
        var ranking = new BinaryRanking();
        for (int i = 0; i < _actual.Count; i++)
        {
            if (among(_actual[i])) ranking.Add(_probabilities[i][positive], _actual[i] == positive);
        }

        return ranking.RocAuc;
    }

    private double Pooled()
    {
        var ranking = new BinaryRanking();
        for (int i = 0; i < _actual.Count; i++)
        {
            for (int c = 0; c < _classes; c++) ranking.Add(_probabilities[i][c], _actual[i] == c);
        }

        return ranking.RocAuc;
    }
}
