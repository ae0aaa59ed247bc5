using FineTune.Contract;

namespace FineTuneTrainer.Run;

/// <summary>What a finished run says last.</summary>
internal static class Summary
{
    public static void Print(RunReport report, string unit, TextWriter output)
    {
        output.WriteLine($"{report.Message}; {report.Method}, {report.TrainableParameters:N0} of {report.TotalParameters:N0} parameters trained, {report.DurationSeconds:0} s, {report.TokensPerSecond:0} {unit}/s, {report.PeakMemoryBytes / 1e6:0} MB peak");
        foreach (var (metric, value) in report.Tuned ?? new Dictionary<string, double>())
            output.WriteLine($"  {report.ScoredOn} {metric}: {Number(report.Baseline?.GetValueOrDefault(metric))} -> {value:0.0000}");
        foreach (var artifact in report.Outputs)
            output.WriteLine($"  {artifact.Type}: {artifact.Uri}");
    }

    private static string Number(double? value) => value is { } number ? number.ToString("0.0000") : "-";
}
