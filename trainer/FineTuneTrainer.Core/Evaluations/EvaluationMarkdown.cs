using System.Text;
using FineTune.Contract;

namespace FineTuneTrainer.Core.Evaluations;

/// <summary>An evaluation as Markdown, for a terminal, a pull request or a model card.</summary>
public static class EvaluationMarkdown
{
    /// <summary>The whole report.</summary>
    public static string Of(EvaluationReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# Evaluation of {Escape(report.Name)}");
        Line(text, EvaluationText.Verdict(report));
        if (EvaluationText.Rows(report) is { } rows)
            Line(text, rows);
        Table(text, ["metric", "base", "tuned"], EvaluationText.Metrics(report).Select(metric => (string[])
            [metric, EvaluationText.Number(EvaluationText.Of(report.Base, metric)), EvaluationText.Number(EvaluationText.Of(report.Tuned, metric))]));
        Table(text, [$"95 % interval of {report.Metric}", "base", "tuned"], [["", EvaluationText.Range(report.Base?.Interval), EvaluationText.Range(report.Tuned?.Interval)]]);
        if (report.Classes.Count > 0)
            Classes(text, report);
        if (report.Slices.Count > 0)
            Slices(text, report);
        Line(text, EvaluationText.Method(report));
        if (EvaluationText.Cost(report) is { } cost)
            Line(text, cost);
        return text.ToString();
    }

    /// <summary>A text from the data as it stands: nothing in it is markup, and it is one line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
                escaped.Append(' ');
            else if (character == '<')
                escaped.Append("&lt;");
            else if ("\\`*[]|~".Contains(character))
                escaped.Append('\\').Append(character);
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }

    private static void Classes(StringBuilder text, EvaluationReport report)
    {
        Line(text, "## Classes");
        Table(text, ["label", "rows", "precision", "recall", "F1", "base precision", "base recall", "base F1"], report.Classes.Select(one => (string[])
        [
            Escape(one.Label), $"{one.Support}", EvaluationText.Number(one.Tuned?.Precision), EvaluationText.Number(one.Tuned?.Recall), EvaluationText.Number(one.Tuned?.F1),
            EvaluationText.Number(one.Base?.Precision), EvaluationText.Number(one.Base?.Recall), EvaluationText.Number(one.Base?.F1),
        ]));
    }

    private static void Slices(StringBuilder text, EvaluationReport report)
    {
        Line(text, "## Slices");
        Table(text, ["by", "value", "rows", $"base {report.Metric}", $"tuned {report.Metric}", "95 % interval"], report.Slices.Select(slice => (string[])
        [
            Escape(slice.By), Escape(slice.Value), $"{slice.Rows}",
            EvaluationText.Number(EvaluationText.Of(slice.Base, report.Metric)), EvaluationText.Number(EvaluationText.Of(slice.Tuned, report.Metric)), EvaluationText.Range((slice.Tuned ?? slice.Base)?.Interval),
        ]));
    }

    private static void Table(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        Row(text, header);
        Row(text, [.. header.Select(_ => "---")]);
        foreach (var row in rows)
            Row(text, row);
        text.Append('\n');
    }

    private static void Row(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");
}
