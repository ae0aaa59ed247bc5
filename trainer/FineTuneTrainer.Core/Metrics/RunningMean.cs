namespace FineTuneTrainer.Core.Metrics;

/// <summary>A mean that is added to value by value; NaN values are left out, and the mean of nothing is NaN.</summary>
internal sealed class RunningMean
{
    private double _sum;
    private long _count;

    public double Value => _count == 0 ? double.NaN : _sum / _count;

    public void Add(double value)
    {
        if (double.IsNaN(value)) return;
        _sum += value;
        _count++;
    }
}
