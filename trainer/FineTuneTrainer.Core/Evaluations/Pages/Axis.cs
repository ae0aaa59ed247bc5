using System.Globalization;

namespace FineTuneTrainer.Core.Evaluations.Pages;

/// <summary>Values along a line of a picture, with round numbers to read them by.</summary>
internal sealed class Axis
{
    private const int WantedTicks = 5;

    private readonly double _from;
    private readonly double _to;

    /// <summary>An axis over values from the picture's place <paramref name="from"/> to <paramref name="to"/>; both ends are ticks.</summary>
    public Axis(double lowest, double highest, double from, double to)
    {
        (_from, _to) = (from, to);
        var step = RoundStep(highest > lowest ? highest - lowest : Math.Max(1, Math.Abs(highest)));
        Low = Math.Floor(lowest / step) * step;
        High = Math.Max(Low + step, Math.Ceiling(highest / step) * step);
        var count = (int)Math.Round((High - Low) / step);
        Ticks = [.. Enumerable.Range(0, count + 1).Select(i => Low + (i * step))];
    }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where a value stands in the picture.</summary>
    public double At(double value) => _from + ((value - Low) / (High - Low) * (_to - _from));

    public static string Label(double tick) => Math.Abs(tick) < 1e-12 ? "0" : tick.ToString("0.####", CultureInfo.InvariantCulture);

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double span)
    {
        var rough = span / WantedTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
