using System.Xml.Linq;
using FineTune.Contract;

namespace FineTuneTrainer.Core.Evaluations.Pages;

/// <summary>An evaluation as one HTML page: no script, nothing that is loaded from elsewhere, every text from the data escaped.</summary>
public static class EvaluationPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; background: #fff; }
        h1, h2 { line-height: 1.2; } h2 { margin-top: 2.2rem; }
        .verdict { padding: .8rem 1rem; border-left: .4rem solid #8895a3; background: #f2f5f8; }
        .Better { border-color: #1a7f4b; } .Worse { border-color: #b3261e; }
        table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
        th, td { padding: .2rem .8rem; border-bottom: 1px solid #dde3e9; text-align: right; overflow-wrap: anywhere; }
        tbody th, thead th:first-child { text-align: left; font-weight: 500; }
        svg { max-width: 100%; height: auto; display: block; } figure { margin: 1rem 0; overflow-x: auto; }
        .label { font-size: 12px; fill: #34414e; } .light { fill: #fff; }
        .grid { stroke: #dde3e9; } .whisker { stroke: #1c2733; stroke-width: 1.5; } .line { fill: none; stroke-width: 1.8; }
        .base { fill: #a9b6c3; } .tuned { fill: #2f6fb3; } .loss { fill: #2f6fb3; } .loss-line { stroke: #2f6fb3; } .held { fill: #d9822b; } .held-line { stroke: #d9822b; }
        .cell { fill: #f2f5f8; } .right { fill: #1a7f4b; } .wrong { fill: #b3261e; }
        footer { margin-top: 2.5rem; color: #5b6874; font-size: .9rem; }
        """;

    /// <summary>The page; without curves where no training was seen.</summary>
    public static string Of(EvaluationReport report, Curve? loss, Curve? held)
    {
        var html = Markup.Element("html", [("lang", "en")], Head(report), new XElement("body", Body(report, loss, held).OfType<XElement>()));
        return $"<!DOCTYPE html>\n{html.ToString(SaveOptions.DisableFormatting)}\n";
    }

    private static XElement Head(EvaluationReport report) => new(
        "head",
        Markup.Element("meta", [("charset", "utf-8")]),
        Markup.Element("meta", [("http-equiv", "Content-Security-Policy"), ("content", Policy)]),
        Markup.Element("meta", [("name", "viewport"), ("content", "width=device-width")]),
        Markup.Text("title", $"Evaluation of {report.Name}"),
        Markup.Text("style", Style));

    private static IEnumerable<XElement?> Body(EvaluationReport report, Curve? loss, Curve? held) =>
    [
        Markup.Text("h1", $"Evaluation of {report.Name}"),
        Markup.Text("p", EvaluationText.Verdict(report), ("class", $"verdict {report.Difference?.Verdict}")),
        EvaluationText.Rows(report) is { } rows ? Markup.Text("p", rows) : null,
        .. Scores(report),
        .. Curves(loss, held),
        .. Classes(report),
        .. Confusion(report),
        .. Slices(report),
        new XElement("footer", Markup.Text("p", EvaluationText.Method(report)), EvaluationText.Cost(report) is { } cost ? Markup.Text("p", cost) : null),
    ];

    private static IEnumerable<XElement?> Scores(EvaluationReport report)
    {
        yield return Markup.Text("h2", "Scores");
        yield return Markup.Table(["metric", "base", "tuned", "difference"], EvaluationText.Metrics(report).Select(metric =>
        {
            double? before = EvaluationText.Of(report.Base, metric), after = EvaluationText.Of(report.Tuned, metric);
            return (IReadOnlyList<string>)[metric, EvaluationText.Number(before), EvaluationText.Number(after), before is { } was && after is { } now ? EvaluationText.Signed(now - was) : ""];
        }));
        (string, Bar, Bar) all = ("all rows", BarOf(report.Base, report.Metric), BarOf(report.Tuned, report.Metric));
        yield return Figure(BarPlot.Of($"{report.Metric} of base and tuned model", [all]), $"{report.Metric} with its 95 % interval");
    }

    private static IEnumerable<XElement?> Curves(Curve? loss, Curve? held)
    {
        IReadOnlyList<(double Step, double Value)> training = loss?.Points ?? [], judged = held?.Points ?? [];
        if (training.Count == 0 && judged.Count == 0)
            yield break;
        yield return Markup.Text("h2", "Loss");
        yield return Figure(LinePlot.Of("Loss over steps", [("training", "loss", training), ("held-out rows", "held", judged)]), "Loss over the steps of the run");
    }

    private static IEnumerable<XElement?> Classes(EvaluationReport report)
    {
        if (report.Classes.Count == 0)
            yield break;
        yield return Markup.Text("h2", "Classes");
        yield return Figure(BarPlot.Of("F1 of each class", [.. report.Classes.Select(one => (one.Label, new Bar(one.Base?.F1, null), new Bar(one.Tuned?.F1, null)))]), More("F1", report.Classes.Count));
        yield return Markup.Table(["label", "rows", "base precision", "base recall", "base F1", "precision", "recall", "F1"], report.Classes.Select(one => (IReadOnlyList<string>)
        [
            one.Label, $"{one.Support}", EvaluationText.Number(one.Base?.Precision), EvaluationText.Number(one.Base?.Recall), EvaluationText.Number(one.Base?.F1),
            EvaluationText.Number(one.Tuned?.Precision), EvaluationText.Number(one.Tuned?.Recall), EvaluationText.Number(one.Tuned?.F1),
        ]));
    }

    private static IEnumerable<XElement?> Confusion(EvaluationReport report)
    {
        if (report.Confusion is not { } confusion || confusion.Labels.Count > HeatMap.MostClasses)
            yield break;
        var (which, counts) = confusion.Tuned is { } tuned ? ("tuned", tuned) : ("base", confusion.Base!);
        yield return Markup.Text("h2", "Confusion");
        yield return Figure(HeatMap.Of("Confusion matrix", confusion.Labels, counts), $"What the {which} model takes for what: rows by true class, columns by predicted one");
    }

    private static IEnumerable<XElement?> Slices(EvaluationReport report)
    {
        foreach (var part in report.Slices.GroupBy(slice => slice.By))
        {
            yield return Markup.Text("h2", $"By {part.Key}");
            yield return Figure(BarPlot.Of($"{report.Metric} by {part.Key}", [.. part.Select(slice => ($"{slice.Value} ({slice.Rows})", BarOf(slice.Base, report.Metric), BarOf(slice.Tuned, report.Metric)))]), $"{report.Metric} with its 95 % interval; rows in brackets");
            string[] metrics = [.. EvaluationText.Metrics(report)];
            yield return Markup.Table(["value", "rows", .. metrics], part.Select(slice => (IReadOnlyList<string>)
                [slice.Value, $"{slice.Rows}", .. metrics.Select(metric => EvaluationText.Number(EvaluationText.Of(slice.Tuned ?? slice.Base, metric)))]));
        }
    }

    private static Bar BarOf(ModelScores? scores, string metric) => new(EvaluationText.Of(scores, metric), scores?.Interval);

    private static string More(string what, int count) => count > BarPlot.MostGroups ? $"{what} of the first {BarPlot.MostGroups} of {count}" : what;

    private static XElement Figure(XElement picture, string caption) => new("figure", picture, Markup.Text("figcaption", caption));
}
