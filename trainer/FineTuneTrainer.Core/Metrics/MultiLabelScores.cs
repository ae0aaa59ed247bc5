namespace FineTuneTrainer.Core.Metrics;

/// <summary>Scores of a classifier that gives each row any number of labels, counted row by row as scikit-learn defines them.</summary>
public sealed class MultiLabelScores
{
    private readonly ClassCounts[] _labels;
    private readonly double _zeroDivision;
    private readonly RunningMean _precision = new();
    private readonly RunningMean _recall = new();
    private readonly RunningMean _f1 = new();
    private readonly RunningMean _jaccard = new();
    private long _exact;
    private long _wrong;

    /// <summary>Scores over labels 0 to <paramref name="labels"/> - 1; <paramref name="zeroDivision"/> stands for a ratio with nothing below the line.</summary>
    public MultiLabelScores(int labels, double zeroDivision = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labels);
        _labels = new ClassCounts[labels];
        _zeroDivision = zeroDivision;
    }

    /// <summary>How many rows were counted.</summary>
    public long Rows { get; private set; }

    /// <summary>The share of rows with exactly the true labels.</summary>
    public double SubsetAccuracy => (double)_exact / Rows;

    /// <summary>The share of wrong entries.</summary>
    public double HammingLoss => (double)_wrong / (Rows * _labels.Length);

    /// <summary>The mean over rows of shared labels / all labels of truth and prediction.</summary>
    public double SampleJaccard => _jaccard.Value;

    /// <summary>Precision, recall and F1 of each row's labels, averaged over rows.</summary>
    public AveragedScores Samples => new(_precision.Value, _recall.Value, _f1.Value);

    /// <summary>Each label in counts, in label order.</summary>
    public IReadOnlyList<ClassCounts> Labels => _labels;

    /// <summary>Precision, recall and F over all labels.</summary>
    public AveragedScores Average(Averaging averaging, double beta = 1) => AveragedScores.Of(_labels, averaging, _zeroDivision, beta);

    /// <summary>Counts one row: for each label whether it was predicted and whether it is true.</summary>
    public void Add(ReadOnlySpan<bool> predicted, ReadOnlySpan<bool> actual)
    {
        if (predicted.Length != _labels.Length || actual.Length != _labels.Length)
            throw new ArgumentException($"A row has {_labels.Length} labels; got {predicted.Length} predicted and {actual.Length} true ones.", nameof(predicted));
        ClassCounts row = default;
        int wrong = 0;
        for (int i = 0; i < _labels.Length; i++)
        {
            long p = predicted[i] ? 1 : 0, a = actual[i] ? 1 : 0;
            row = new ClassCounts(row.Hits + (p & a), row.Predicted + p, row.Support + a);
            _labels[i] = new ClassCounts(_labels[i].Hits + (p & a), _labels[i].Predicted + p, _labels[i].Support + a);
            wrong += (int)(p ^ a);
        }

        Rows++;
        _exact += wrong == 0 ? 1 : 0;
        _wrong += wrong;
        _precision.Add(row.Precision(_zeroDivision));
        _recall.Add(row.Recall(_zeroDivision));
        _f1.Add(row.F(1, _zeroDivision));
        long union = row.Predicted + row.Support - row.Hits;
        _jaccard.Add(union == 0 ? _zeroDivision : (double)row.Hits / union);
    }
}
