namespace FineTuneTrainer.Core.Metrics;

/// <summary>Expected calibration error: confidences in equal bins (b / n, (b + 1) / n], and the gap between confidence and hits of each, weighted by its rows.</summary>
public sealed class CalibrationError
{
    private readonly long[] _rows;
    private readonly long[] _hits;
    private readonly double[] _confidence;

    /// <summary>An error over <paramref name="bins"/> bins; a confidence of 0 goes to the first.</summary>
    public CalibrationError(int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        _rows = new long[bins];
        _hits = new long[bins];
        _confidence = new double[bins];
    }

    /// <summary>The error, 0 to 1; NaN without rows.</summary>
    public double Value
    {
        get
        {
            long all = _rows.Sum();
            double gaps = 0;
            for (int b = 0; b < _rows.Length; b++)
            {
                if (_rows[b] > 0) gaps += (double)_rows[b] / all * Math.Abs(((double)_hits[b] / _rows[b]) - (_confidence[b] / _rows[b]));
            }

            return all == 0 ? double.NaN : gaps;
        }
    }

    /// <summary>Adds a prediction made with this confidence, 0 to 1.</summary>
    public void Add(double confidence, bool right)
    {
        int bin = Math.Clamp((int)Math.Ceiling(confidence * _rows.Length) - 1, 0, _rows.Length - 1);
        _rows[bin]++;
        _hits[bin] += right ? 1 : 0;
        _confidence[bin] += confidence;
    }
}
