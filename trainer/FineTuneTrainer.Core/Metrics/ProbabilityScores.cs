namespace FineTuneTrainer.Core.Metrics;

/// <summary>Scores of predicted class probabilities, counted row by row: log loss, Brier score, top-k accuracy and calibration.</summary>
public sealed class ProbabilityScores
{
    // scikit-learn clips to the epsilon of float64.
    private const double Epsilon = 2.220446049250313e-16;
    private readonly int _classes;
    private readonly int _k;
    private readonly CalibrationError _calibration;
    private double _logLoss;
    private double _squares;
    private long _top;

    /// <summary>Scores over classes 0 to <paramref name="classes"/> - 1.</summary>
    public ProbabilityScores(int classes, int topK = 1, int calibrationBins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(topK);
        _classes = classes;
        _k = topK;
        _calibration = new CalibrationError(calibrationBins);
    }

    /// <summary>How many rows were counted.</summary>
    public long Rows { get; private set; }

    /// <summary>The mean of -log of the true class's probability, clipped to [2.2e-16, 1 - 2.2e-16].</summary>
    public double LogLoss => _logLoss / Rows;

    /// <summary>The mean squared distance to the true class; for two classes half of the sum over both, as scikit-learn's.</summary>
    public double Brier => _squares / Rows / (_classes == 2 ? 2 : 1);

    /// <summary>The share of rows whose true class is among the k most probable; of equal ones the higher class index counts as more probable.</summary>
    public double TopK => (double)_top / Rows;

    /// <summary>The expected calibration error of the most probable class.</summary>
    public double ExpectedCalibrationError => _calibration.Value;

    /// <summary>Counts a row.</summary>
    public void Add(ReadOnlySpan<double> probabilities, int actual)
    {
        if (probabilities.Length != _classes) throw new ArgumentException($"A row has {_classes} probabilities, not {probabilities.Length}.", nameof(probabilities));
        int best = 0, above = 0;
        for (int c = 0; c < _classes; c++)
        {
            double distance = probabilities[c] - (c == actual ? 1 : 0);
            _squares += distance * distance;
            if (probabilities[c] > probabilities[best]) best = c;
            if (probabilities[c] > probabilities[actual] || (probabilities[c] == probabilities[actual] && c > actual)) above++;
        }

        Rows++;
        _logLoss -= Math.Log(Math.Clamp(probabilities[actual], Epsilon, 1 - Epsilon));
        _top += above < _k ? 1 : 0;
        _calibration.Add(probabilities[best], best == actual);
    }
}
