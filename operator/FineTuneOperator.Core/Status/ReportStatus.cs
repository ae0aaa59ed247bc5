using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Copies what a trainer reported into a status.</summary>
internal static class ReportStatus
{
    private const int MostMetrics = 32;

    // What the trainer posted as its final evaluation is what the report calls tuned.
    private static readonly string[] Judged = ["tuned_", "baseline_", "final_"];

    public static FineTuneJobStatus WithReport(this FineTuneJobStatus draft, RunReport report, int epoch) => draft with
    {
        Progress = Progress(draft.Progress, report, epoch),
        Metrics = [.. Scores("tuned", report.Tuned, report.Step), .. Scores("baseline", report.Baseline, 0), .. draft.Metrics.Where(metric => !Judged.Any(prefix => metric.Name.StartsWith(prefix, StringComparison.Ordinal)))],
        Checkpoint = report.LastCheckpoint is { } checkpoint ? CheckpointOf(checkpoint) : draft.Checkpoint,
        Inputs = Inputs(draft.Inputs, report.Inputs),
        Outputs = report.Outputs.Count == 0 ? draft.Outputs : [.. report.Outputs.Select(one => new OutputStatus { Type = $"{one.Type}", Uri = one.Uri, SizeBytes = one.SizeBytes, Digest = one.Digest })],
        Usage = Usage(draft.Usage ?? new(), report),
    } is var done && done.Metrics.Count > MostMetrics ? done with { Metrics = [.. done.Metrics.Take(MostMetrics)] } : done;

    public static CheckpointStatus CheckpointOf(CheckpointInfo info) =>
        new() { Step = info.Step, Uri = info.Uri, SizeBytes = info.SizeBytes, Time = info.Time.UtcDateTime };

    private static ProgressStatus? Progress(ProgressStatus? old, RunReport report, int epoch) => report.TotalSteps == 0 ? old : (old ?? new()) with
    {
        ObservedEpoch = epoch,
        Step = report.Step,
        TotalSteps = report.TotalSteps,
        Percent = report.ExitCode == 0 ? 100 : ProgressReader.Percent(report.Step, report.TotalSteps),
        EstimatedCompletionTime = null,
    };

    private static IEnumerable<MetricStatus> Scores(string prefix, IReadOnlyDictionary<string, double>? scores, int step) =>
        (scores ?? new Dictionary<string, double>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => double.IsFinite(pair.Value))
            .Select(pair => new MetricStatus { Name = $"{prefix}_{pair.Key}", Value = Decimals.Text(pair.Value), Step = step });

    private static InputStatus? Inputs(InputStatus? old, IReadOnlyList<InputDigest> inputs) => inputs.Count == 0 ? old : (old ?? new()) with
    {
        ModelDigest = inputs.FirstOrDefault(one => one.Name == "model")?.Digest,
        Datasets = [.. inputs.Where(one => one.Name != "model").Select(one => new DatasetStatus { Name = one.Name, Digest = one.Digest, Records = one.Records })],
    };

    private static UsageStatus Usage(UsageStatus old, RunReport report) => old with
    {
        DurationSeconds = Decimals.Text(Math.Round(report.DurationSeconds, 1)),
        TokensPerSecond = report.TokensPerSecond > 0 ? Decimals.Text(Math.Round(report.TokensPerSecond)) : old.TokensPerSecond,
        PeakMemoryBytes = report.PeakMemoryBytes > 0 ? report.PeakMemoryBytes : old.PeakMemoryBytes,
        TrainableParameters = report.TotalParameters > 0 ? report.TrainableParameters : old.TrainableParameters,
        TotalParameters = report.TotalParameters > 0 ? report.TotalParameters : old.TotalParameters,
    };
}
