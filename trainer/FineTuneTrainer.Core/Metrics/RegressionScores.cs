namespace FineTuneTrainer.Core.Metrics;

/// <summary>Scores of predicted numbers, counted row by row with running moments (Welford), so that large offsets lose no digits.</summary>
public sealed class RegressionScores
{
    private double _squares;
    private double _absolutes;
    private double _truthMean;
    private double _predictedMean;
    private double _truthSpread;
    private double _predictedSpread;
    private double _shared;

    /// <summary>How many rows were counted.</summary>
    public long Rows { get; private set; }

    /// <summary>The mean squared error.</summary>
    public double MeanSquaredError => _squares / Rows;

    /// <summary>The root of the mean squared error.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>The mean absolute error.</summary>
    public double MeanAbsoluteError => _absolutes / Rows;

    /// <summary>The largest absolute error.</summary>
    public double MaxError { get; private set; }

    /// <summary>The share of variance explained; for a constant truth 1 if every prediction is right, else 0; NaN with fewer than two rows.</summary>
    public double R2 => Rows < 2 ? double.NaN : Explained(_squares, _truthSpread);

    /// <summary>As R2, but a constant offset of the predictions does not count.</summary>
    public double ExplainedVariance => Explained(Math.Max(0, _truthSpread + _predictedSpread - (2 * _shared)), _truthSpread);

    /// <summary>Pearson's correlation; NaN where truth or prediction is constant.</summary>
    public double Pearson => Math.Clamp(_shared / (Math.Sqrt(_truthSpread) * Math.Sqrt(_predictedSpread)), -1, 1);

    /// <summary>Counts a row.</summary>
    public void Add(double predicted, double actual)
    {
        double error = predicted - actual;
        _squares += error * error;
        _absolutes += Math.Abs(error);
        MaxError = Math.Max(MaxError, Math.Abs(error));
        Rows++;
        double fromTruth = actual - _truthMean, fromPredicted = predicted - _predictedMean;
        _truthMean += fromTruth / Rows;
        _predictedMean += fromPredicted / Rows;
        _truthSpread += fromTruth * (actual - _truthMean);
        _predictedSpread += fromPredicted * (predicted - _predictedMean);
        _shared += fromTruth * (predicted - _predictedMean);
    }

    private static double Explained(double rest, double whole) => (rest, whole) switch
    {
        (0, 0) => 1,
        (_, 0) => 0,
        _ => 1 - (rest / whole),
    };
}
