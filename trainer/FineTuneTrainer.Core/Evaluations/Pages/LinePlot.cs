using System.Xml.Linq;

namespace FineTuneTrainer.Core.Evaluations.Pages;

/// <summary>Curves over the steps of a run.</summary>
internal static class LinePlot
{
    private const double Left = 60;
    private const double Right = 20;
    private const double Top = 30;
    private const double Bottom = 40;

    /// <summary>One line a curve, the first named first; at least one has points.</summary>
    public static XElement Of(string title, IReadOnlyList<(string Name, string Kind, IReadOnlyList<(double Step, double Value)> Points)> curves)
    {
        var picture = new Picture(720, 300, title);
        var points = curves.SelectMany(curve => curve.Points).ToList();
        var steps = new Axis(0, points.Max(point => point.Step), Left, picture.Width - Right);
        var values = new Axis(Math.Min(0, points.Min(point => point.Value)), points.Max(point => point.Value), picture.Height - Bottom, Top);
        Frame(picture, steps, values);
        var at = Left;
        foreach (var (name, kind, line) in curves.Where(curve => curve.Points.Count > 0))
        {
            picture.Box(at, 8, 12, 12, kind, name);
            picture.Label(at + 18, 18, name);
            at += 160;
            picture.Path([.. line.Select(point => (steps.At(point.Step), values.At(point.Value)))], $"line {kind}-line");
            if (line.Count <= 60)
            {
                foreach (var (step, value) in line)
                    picture.Dot(steps.At(step), values.At(value), kind, $"{name}, step {step:0}: {EvaluationText.Number(value)}");
            }
        }

        return picture.Svg;
    }

    private static void Frame(Picture picture, Axis steps, Axis values)
    {
        foreach (var tick in values.Ticks)
        {
            picture.Line(Left, values.At(tick), picture.Width - Right, values.At(tick), "grid");
            picture.Label(Left - 6, values.At(tick) + 4, Axis.Label(tick), "end");
        }

        foreach (var tick in steps.Ticks)
            picture.Label(steps.At(tick), picture.Height - Bottom + 18, Axis.Label(tick), "middle");
        picture.Label((Left + picture.Width - Right) / 2, picture.Height - 6, "step", "middle");
    }
}
