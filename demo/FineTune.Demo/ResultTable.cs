using FineTune.Contract;
using Spectre.Console;

namespace FineTune.Demo;

/// <summary>What the runs were worth, side by side, on 80 columns.</summary>
internal static class ResultTable
{
    private static readonly string[] Columns = ["method", "trained", "accuracy", "macro-F1", "time", "tok/s", "memory"];

    /// <summary>Writes the table.</summary>
    public static void Write(IAnsiConsole console, IEnumerable<RunReport> reports)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(column) { Alignment = column == Columns[0] ? Justify.Left : Justify.Right, NoWrap = true, Padding = new Padding(0, 0, 1, 0) });
        foreach (var report in reports)
        {
            table.AddRow(
                report.Method ?? "",
                $"{report.TrainableParameters:N0}",
                Change(report, "accuracy"),
                Change(report, "f1_macro"),
                $"{report.DurationSeconds:0} s",
                $"{report.TokensPerSecond:N0}",
                $"{report.PeakMemoryBytes / 1e6:N0} MB");
        }

        console.Write(table);
    }

    private static string Change(RunReport report, string metric) => $"{report.Baseline?[metric]:0.000} → {report.Tuned?[metric]:0.000}";
}
