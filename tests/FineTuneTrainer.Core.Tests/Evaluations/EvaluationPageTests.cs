using System.Xml.Linq;
using FineTune.Contract;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Core.Evaluations.Pages;

namespace FineTuneTrainer.Core.Tests.Evaluations;

/// <summary>The page and the text show everything, and nothing in the data can become more than text.</summary>
public sealed class EvaluationPageTests
{
    private static readonly string[] Attacks =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><script>alert(2)</script>", "' onload='alert(3)", "a & b &lt;i&gt;", "\u0001\u0000\uD800broken", "| pipe |\n# head",
        "]]><svg/onload=alert(4)>", "<!--", "http://evil.example/x.png", "javascript:alert(5)",
    ];

    [Fact]
    public void Labels_and_names_stay_texts_whatever_they_say()
    {
        var report = Attacked();
        var page = EvaluationPage.Of(report, null, null);
        var html = Parsed(page);
        Assert.Empty(html.Descendants().Where(element => element.Name.LocalName is "script" or "img" or "iframe" or "link" or "object" or "a" or "image" or "use"));
        Assert.Empty(html.Descendants().Attributes().Where(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName is "href" or "src" or "style"));
        foreach (var attack in Attacks.Where(text => !text.Contains('\u0001', StringComparison.Ordinal)))
            Assert.Contains(html.Descendants("th"), cell => cell.Value == attack);
        Assert.Contains(html.Descendants("th"), cell => cell.Value == "\uFFFD\uFFFD\uFFFDbroken");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_page_loads_nothing_and_forbids_it()
    {
        var models = new TwoModels();
        var page = EvaluationPage.Of(models.Report(models.Base, models.Tuned), Training(), null);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_verdict_scores_curve_classes_confusion_and_slices()
    {
        var models = new TwoModels();
        var report = models.Report(models.Base, models.Tuned);
        var html = Parsed(EvaluationPage.Of(report, Training(), Training()));
        Assert.Equal(["Scores", "Loss", "Classes", "Confusion", "By language", "By length in tokens"], html.Descendants("h2").Select(head => head.Value));
        Assert.Equal(6, html.Descendants("svg").Count());
        Assert.Equal("verdict Better", html.Descendants("p").First().Attribute("class")!.Value);
        // Nine cells, each with its background.
        Assert.Equal(18, html.Descendants("svg").Single(svg => svg.Attribute("aria-label")!.Value == "Confusion matrix").Descendants("rect").Count());
        Assert.Equal(2, html.Descendants("polyline").Count());
    }

    [Fact]
    public void Every_part_of_a_picture_lies_inside_it()
    {
        var models = new TwoModels();
        var report = models.Report(models.Base, models.Tuned);
        report = report with { Base = report.Base! with { Values = new Dictionary<string, double> { ["accuracy"] = -3 }, Interval = new ScoreInterval(-5, 2) } };
        foreach (var svg in Parsed(EvaluationPage.Of(report, Training(), null)).Descendants("svg"))
        {
            double[] box = [.. svg.Attribute("viewBox")!.Value.Split(' ').Select(double.Parse)];
            Assert.All(svg.Descendants("rect"), rect => Inside(box, Number(rect, "x"), Number(rect, "y"), Number(rect, "x") + Number(rect, "width"), Number(rect, "y") + Number(rect, "height")));
            Assert.All(svg.Descendants("line"), line => Inside(box, Number(line, "x1"), Number(line, "y1"), Number(line, "x2"), Number(line, "y2")));
        }
    }

    [Fact]
    public void Markdown_from_the_data_is_escaped_and_its_tables_keep_their_columns()
    {
        var text = EvaluationMarkdown.Of(Attacked());
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\n# head", text, StringComparison.Ordinal);
        var classes = text[text.IndexOf("## Classes", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith('|')).Take(2 + Attacks.Length);
        Assert.All(classes, line => Assert.Equal(9, line.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|')));
    }

    private static EvaluationReport Attacked()
    {
        var models = new TwoModels(rows: 110, labels: Attacks);
        var report = models.Report(models.Base, models.Tuned);
        return report with { Name = Attacks[0], Slices = [.. report.Slices.Select((slice, i) => slice with { By = Attacks[i % 2], Value = Attacks[i % Attacks.Length] })] };
    }

    private static Curve Training()
    {
        var curve = new Curve();
        for (var step = 1; step <= 40; step++)
            curve.Add(step, 2.0 / step);
        return curve;
    }

    // What is well-formed XML is read by a browser as it stands here.
    private static XElement Parsed(string page) => XElement.Parse(page["<!DOCTYPE html>".Length..]);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static void Inside(double[] box, double x1, double y1, double x2, double y2)
    {
        foreach (var x in (double[])[x1, x2])
            Assert.InRange(x, box[0], box[2]);
        foreach (var y in (double[])[y1, y2])
            Assert.InRange(y, box[1], box[3]);
    }
}
