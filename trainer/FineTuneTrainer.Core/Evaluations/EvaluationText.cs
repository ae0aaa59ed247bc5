using System.Globalization;
using FineTune.Contract;

namespace FineTuneTrainer.Core.Evaluations;

/// <summary>An evaluation's numbers and its verdict in words, the same on terminal, model card and page.</summary>
public static class EvaluationText
{
    private const double SmallestP = 0.0001;

    /// <summary>The verdict in a sentence.</summary>
    public static string Verdict(EvaluationReport report)
    {
        var rows = $"{report.Rows} {report.ScoredOn} rows";
        if (report.Difference is { } difference)
        {
            var change = $"{report.Metric} {Number(report.Base!.Values[report.Metric])} -> {Number(report.Tuned!.Values[report.Metric])}, a difference of {Signed(difference.Value)}{Interval(difference.Interval, Signed)}";
            return difference.Verdict switch
            {
                VerdictType.Better => $"The tuned model is better on {rows}: {change}.",
                VerdictType.Worse => $"The tuned model is worse on {rows}: {change}.",
                _ => $"{rows} do not tell which model is better: {change}.",
            };
        }

        var (which, scores) = report.Tuned is { } tuned ? ("tuned", tuned) : ("base", report.Base!);
        return scores.Values.TryGetValue(report.Metric, out var value)
            ? $"The {which} model's {report.Metric} on {rows} is {Number(value)}{Interval(scores.Interval, Number)}."
            : $"{rows} leave the {which} model's {report.Metric} undefined.";
    }

    /// <summary>What McNemar's test says; null where there is none.</summary>
    public static string? Rows(EvaluationReport report) => report.Difference?.Rows is { } rows
        ? $"{rows.OnlyTuned} rows only the tuned model gets right, {rows.OnlyBase} only the base model (McNemar's exact test: p {(rows.P < SmallestP ? $"< {SmallestP.ToString(CultureInfo.InvariantCulture)}" : $"= {Number(rows.P)}")})."
        : null;

    /// <summary>What judging cost, in a sentence; null where nothing was measured.</summary>
    public static string? Cost(EvaluationReport report)
    {
        if (report.Cost is not { } cost)
            return null;
        var latency = cost is { LatencyP50Milliseconds: { } half, LatencyP95Milliseconds: { } most }
            ? $"One row alone takes {Format(half, "0.0")} ms in the middle and {Format(most, "0.0")} ms at the 95th percentile (forward pass, {cost.LatencyRows} rows); "
            : "";
        return $"{latency}{Format(cost.RowsPerSecond, "0.0")} rows a second in batches; {Format(cost.PeakMemoryBytes / 1e6, "0")} MB at most; {cost.Device}.";
    }

    /// <summary>How the intervals were made, in a sentence.</summary>
    public static string Method(EvaluationReport report) =>
        $"Intervals: {Format(100 * report.Resampling.Level, "0")} %, percentile bootstrap over rows, {report.Resampling.Resamples} resamples, seed {report.Resampling.Seed}; both models on the same resamples.";

    /// <summary>A score.</summary>
    public static string Number(double value) => Format(value, Math.Abs(value) < 1000 ? "0.0000" : "0.0");

    /// <summary>A score, or nothing.</summary>
    public static string Number(double? value) => value is { } number ? Number(number) : "";

    /// <summary>A difference.</summary>
    public static string Signed(double value) => value < 0 ? Number(value) : $"+{Number(value)}";

    /// <summary>An interval without words; "" for none.</summary>
    public static string Range(ScoreInterval? interval) => interval is null ? "" : $"{Number(interval.Low)} to {Number(interval.High)}";

    /// <summary>A metric of a model, or nothing.</summary>
    public static double? Of(ModelScores? scores, string metric) => scores?.Values.TryGetValue(metric, out var value) == true ? value : null;

    /// <summary>Every metric that either model has, in the tuned model's order.</summary>
    public static IEnumerable<string> Metrics(EvaluationReport report) => (report.Tuned?.Values.Keys ?? []).Union(report.Base?.Values.Keys ?? []);

    private static string Interval(ScoreInterval? interval, Func<double, string> number) =>
        interval is null ? "" : $" (95 % interval {number(interval.Low)} to {number(interval.High)})";

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
