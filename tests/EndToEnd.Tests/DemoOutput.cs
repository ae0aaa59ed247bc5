using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTune.Demo;
using FineTune.Demo.Harness;
using Spectre.Console;

namespace EndToEnd.Tests;

/// <summary>What the demo prints is readable where terminals are narrow.</summary>
public sealed class DemoOutput
{
    private const int Width = 80;

    [Fact]
    public void The_table_of_results_fits_80_columns()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Width;

        ResultTable.Write(console, [Report("Freeze", 4_620), Report("LoRA", 106_000), Report("Full", 17_389_836)]);

        var lines = $"{output}".Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Trim().Length > 0).ToList();
        Assert.All(lines, line => Assert.True(line.Length <= Width, line));
        // A row each, a head and its rule: nothing has wrapped.
        Assert.Equal(5, lines.Count);
        Assert.Contains("17,389,836", lines[^1], StringComparison.Ordinal);
        Assert.Contains("0.125 → 0.942", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_progress_fits_and_is_written_over()
    {
        using var output = new StringWriter();
        var line = new ProgressLine(output, isTerminal: true);
        line.Show(Job("Training", 9_999_990, 10_000_000));
        line.Show(Job("Succeeded", 10_000_000, 10_000_000));
        line.End();
        Assert.All($"{output}".Trim().Split('\r'), one => Assert.True(one.TrimEnd('\n').Length < Width, one));
        Assert.Equal(1, $"{output}".Count(letter => letter == '\n'));
    }

    [Fact]
    public void A_log_gets_a_line_for_each_stage_and_each_quarter()
    {
        using var output = new StringWriter();
        var line = new ProgressLine(output, isTerminal: false);
        for (var step = 0; step <= 100; step++)
            line.Show(Job("Training", step, 100));
        line.Show(Job("Succeeded", 100, 100));
        Assert.Equal(6, $"{output}".Count(letter => letter == '\n'));
        Assert.Contains("  Training   [##########..........]  50 %  step 50/100  loss 0.1234\n", $"{output}", StringComparison.Ordinal);
    }

    private static JobView Job(string state, int step, int steps) => new("intents-full", JsonNode.Parse($$$"""
        {"status": {"state": "{{{state}}}", "loss": "0.123456789", "progress": {"percent": {{{100L * step / steps}}}, "step": {{{step}}}, "totalSteps": {{{steps}}} } } }
        """)!.AsObject());

    private static RunReport Report(string method, long trainable) => new()
    {
        Version = RunReport.CurrentVersion,
        Class = "Ok",
        ExitCode = 0,
        Message = "",
        Method = method,
        TrainableParameters = trainable,
        Baseline = new Dictionary<string, double> { ["accuracy"] = 0.125, ["f1_macro"] = 0.0625 },
        Tuned = new Dictionary<string, double> { ["accuracy"] = 0.942, ["f1_macro"] = 0.9 },
        DurationSeconds = 1234,
        TokensPerSecond = 123_456,
        PeakMemoryBytes = 12_345_000_000,
    };
}
