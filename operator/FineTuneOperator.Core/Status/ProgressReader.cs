using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Turns what a trainer posts into the part of the status that only progress writes.</summary>
public static class ProgressReader
{
    private const int MostMetrics = 24;

    /// <summary>The status with a newer report of progress; null when the report is older than what is known.</summary>
    public static FineTuneJobStatus? Apply(FineTuneJobStatus status, RunProgress progress, DateTimeOffset now)
    {
        if (status.Progress is { } known && known.ObservedEpoch > progress.Epoch) return null;
        var metrics = progress.Metrics.Where(metric => double.IsFinite(metric.Value) && metric.Name.Length is > 0 and <= 64)
            .DistinctBy(metric => metric.Name).Take(MostMetrics)
            .Select(metric => new MetricStatus { Name = metric.Name, Value = Decimals.Text(metric.Value), Step = Math.Max(0, metric.Step) }).ToList();
        return status with
        {
            Progress = progress.TotalSteps > 0 ? Progress(progress, now) : Kept(Progress(progress, now), status.Progress),
            Metrics = [.. metrics, .. status.Metrics.ExceptBy(metrics.Select(metric => metric.Name), metric => metric.Name).Take(32 - metrics.Count)],
            Loss = metrics.FirstOrDefault(metric => metric.Name == "train_loss")?.Value ?? status.Loss,
            Checkpoint = progress.Checkpoint is { } checkpoint ? ReportStatus.CheckpointOf(checkpoint) : status.Checkpoint,
        };
    }

    /// <summary>Whole percents; 100 only when every step is done.</summary>
    public static int Percent(int step, int total) => total <= 0 ? 0 : (int)Math.Clamp(100L * step / total, 0, 100);

    // An attempt that still reads its inputs knows of no steps: those of the attempt before stand, as it goes on from them.
    private static ProgressStatus Kept(ProgressStatus next, ProgressStatus? known) =>
        known is null ? next : next with { Percent = known.Percent, Step = known.Step, TotalSteps = known.TotalSteps };

    private static ProgressStatus Progress(RunProgress progress, DateTimeOffset now) => new()
    {
        ObservedEpoch = progress.Epoch,
        Percent = Percent(progress.Step, progress.TotalSteps),
        Step = Math.Max(0, progress.Step),
        TotalSteps = Math.Max(0, progress.TotalSteps),
        EpochFraction = double.IsFinite(progress.DataEpoch) ? Decimals.Text(Math.Round(progress.DataEpoch, 2)) : null,
        Stage = progress.Stage.Length <= 64 ? progress.Stage : progress.Stage[..64],
        TokensPerSecond = progress.TokensPerSecond is { } rate && double.IsFinite(rate) ? Decimals.Text(Math.Round(rate)) : null,
        EstimatedCompletionTime = progress.EstimatedCompletionTime?.UtcDateTime is { } eta ? new DateTime(eta.Ticks - eta.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc) : null,
        // The operator's clock, so that a pod with a wrong one cannot look stalled, or alive.
        LastHeartbeatTime = now.UtcDateTime,
    };
}
