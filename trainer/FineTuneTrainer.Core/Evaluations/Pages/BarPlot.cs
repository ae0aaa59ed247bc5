using System.Xml.Linq;
using FineTune.Contract;

namespace FineTuneTrainer.Core.Evaluations.Pages;

/// <summary>A value before and after with its interval; null where there is none.</summary>
internal sealed record Bar(double? Value, ScoreInterval? Interval);

/// <summary>Base and tuned side by side, a line for each group.</summary>
internal static class BarPlot
{
    /// <summary>The most groups a picture shows.</summary>
    public const int MostGroups = 40;

    private const double Left = 210;
    private const double Right = 70;
    private const double Top = 34;
    private const double Thick = 13;
    private const double Group = (2 * Thick) + 12;

    /// <summary>The picture of up to <see cref="MostGroups"/> groups.</summary>
    public static XElement Of(string title, IReadOnlyList<(string Name, Bar Base, Bar Tuned)> groups)
    {
        var shown = groups.Take(MostGroups).ToList();
        var picture = new Picture(720, Top + (shown.Count * Group) + 30, title);
        var ends = shown.SelectMany(group => Ends(group.Base).Concat(Ends(group.Tuned))).Append(0).ToList();
        var axis = new Axis(ends.Min(), ends.Max(), Left, picture.Width - Right);
        picture.Box(Left, 8, 12, 12, "base", "base");
        picture.Label(Left + 18, 18, "base");
        picture.Box(Left + 80, 8, 12, 12, "tuned", "tuned");
        picture.Label(Left + 98, 18, "tuned");
        foreach (var tick in axis.Ticks)
        {
            picture.Line(axis.At(tick), Top, axis.At(tick), picture.Height - 24, "grid");
            picture.Label(axis.At(tick), picture.Height - 8, Axis.Label(tick), "middle");
        }

        for (var i = 0; i < shown.Count; i++)
        {
            var (name, before, after) = shown[i];
            var y = Top + (i * Group) + 4;
            picture.Label(Left - 10, y + Thick + 4, Picture.Short(name, 30), "end");
            Draw(picture, axis, y, before, "base", name);
            Draw(picture, axis, y + Thick, after, "tuned", name);
        }

        return picture.Svg;
    }

    private static IEnumerable<double> Ends(Bar bar) => ((double?[])[bar.Value, bar.Interval?.Low, bar.Interval?.High]).OfType<double>();

    private static void Draw(Picture picture, Axis axis, double y, Bar bar, string kind, string name)
    {
        if (bar.Value is not { } value)
            return;
        double zero = axis.At(0), end = axis.At(value);
        picture.Box(Math.Min(zero, end), y, Math.Abs(end - zero), Thick - 1, kind, $"{name}, {kind}: {EvaluationText.Number(value)} {EvaluationText.Range(bar.Interval)}");
        var right = Math.Max(zero, end);
        if (bar.Interval is { } interval)
        {
            var middle = y + (Thick / 2) - 0.5;
            picture.Line(axis.At(interval.Low), middle, axis.At(interval.High), middle, "whisker");
            foreach (var at in (double[])[axis.At(interval.Low), axis.At(interval.High)])
                picture.Line(at, middle - 4, at, middle + 4, "whisker");
            right = Math.Max(right, axis.At(interval.High));
        }

        picture.Label(right + 6, y + Thick - 2.5, EvaluationText.Number(value));
    }
}
