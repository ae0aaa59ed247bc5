namespace FineTuneTrainer.Core.Metrics;

/// <summary>How well the scores of a multi-label classifier put true labels above false ones.</summary>
public sealed class MultiLabelRanking
{
    private readonly BinaryRanking[] _labels;
    private readonly BinaryRanking _pooled = new();
    private readonly RunningMean _precision = new();

    /// <summary>A ranking over labels 0 to <paramref name="labels"/> - 1.</summary>
    public MultiLabelRanking(int labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labels);
        _labels = [.. Enumerable.Range(0, labels).Select(_ => new BinaryRanking())];
    }

    /// <summary>The plain mean of the labels' ROC areas; NaN where a label is always or never true.</summary>
    public double MacroRocAuc => _labels.Average(l => l.RocAuc);

    /// <summary>The ROC area of all entries together.</summary>
    public double MicroRocAuc => _pooled.RocAuc;

    /// <summary>The plain mean of the labels' average precision.</summary>
    public double MacroAveragePrecision => _labels.Average(l => l.AveragePrecision);

    /// <summary>The mean over rows of: for each true label, the share of true labels among those ranked at least as high; 1 for a row with no or all labels.</summary>
    public double LabelRankingAveragePrecision => _precision.Value;

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<double> scores, ReadOnlySpan<bool> actual)
    {
        if (scores.Length != _labels.Length || actual.Length != _labels.Length)
            throw new ArgumentException($"A row has {_labels.Length} labels; got {scores.Length} scores and {actual.Length} true ones.", nameof(scores));
        for (int i = 0; i < _labels.Length; i++)
        {
            _labels[i].Add(scores[i], actual[i]);
            _pooled.Add(scores[i], actual[i]);
        }

        _precision.Add(RowPrecision(scores, actual));
    }

    private static double RowPrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> actual)
    {
        int relevant = actual.Count(true);
        if (relevant == 0 || relevant == actual.Length) return 1;
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (!actual[i]) continue;
            int above = 0, trueAbove = 0;
            for (int j = 0; j < scores.Length; j++)
            {
                if (scores[j] < scores[i]) continue;
                above++;
                if (actual[j]) trueAbove++;
            }

            sum += (double)trueAbove / above;
        }

        return sum / relevant;
    }
}
