namespace FineTuneTrainer.Core.Evaluations;

/// <summary>A value over the steps of a run, in bounded memory: when there are too many points, neighbors become their mean.</summary>
public sealed class Curve
{
    private const int MostPoints = 1000;

    private readonly List<double> _steps = [];
    private readonly List<double> _sums = [];
    private readonly List<double> _counts = [];
    private double _width = 1;

    /// <summary>The points: the last step that each stands for, and the mean.</summary>
    public IReadOnlyList<(double Step, double Value)> Points => [.. _steps.Select((step, i) => (step, _sums[i] / _counts[i]))];

    /// <summary>Everything, to make the same curve again: the width, then step, sum and count of each point.</summary>
    public IReadOnlyList<double> Numbers => [_width, .. _steps.SelectMany((step, i) => (double[])[step, _sums[i], _counts[i]])];

    /// <summary>The curve that gave these <see cref="Numbers"/>.</summary>
    public static Curve Of(IReadOnlyList<double> numbers)
    {
        var curve = new Curve { _width = numbers[0] };
        for (var i = 1; i < numbers.Count; i += 3)
            curve.Append(numbers[i], numbers[i + 1], numbers[i + 2]);
        return curve;
    }

    /// <summary>Adds the value at a step.</summary>
    public void Add(int step, double value)
    {
        if (!double.IsFinite(value))
            return;
        if (_counts.Count > 0 && _counts[^1] < _width)
            (_steps[^1], _sums[^1], _counts[^1]) = (step, _sums[^1] + value, _counts[^1] + 1);
        else
            Append(step, value, 1);
        if (_steps.Count > MostPoints)
            Halve();
    }

    private void Append(double step, double sum, double count)
    {
        _steps.Add(step);
        _sums.Add(sum);
        _counts.Add(count);
    }

    private void Halve()
    {
        _width *= 2;
        var old = Numbers;
        _steps.Clear();
        _sums.Clear();
        _counts.Clear();
        for (var i = 1; i < old.Count; i += 6)
        {
            var pair = i + 3 < old.Count;
            Append(old[pair ? i + 3 : i], old[i + 1] + (pair ? old[i + 4] : 0), old[i + 2] + (pair ? old[i + 5] : 0));
        }
    }
}
