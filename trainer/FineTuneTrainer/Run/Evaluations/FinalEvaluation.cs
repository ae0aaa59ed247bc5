using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Core.Metrics.Statistics;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Evaluations;

/// <summary>Judges the model as it is, measures what that costs, and compares it with the base model.</summary>
internal sealed class FinalEvaluation(RunSpec spec, BuiltRun built, IReadOnlyList<EncodedRow> rows, TimeProvider time)
{
    /// <summary>The scores and seconds of judging the model; null when there are no rows to judge by.</summary>
    public (Scores Scores, double Seconds)? Judge(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        return built.Judge(rows, cancellationToken) is { } scores ? (scores, time.GetElapsedTime(start).TotalSeconds) : null;
    }

    /// <summary>The report on the model as it is; either outcomes may be absent.</summary>
    public EvaluationReport Report(IRowOutcomes? before, IRowOutcomes? after, double seconds, CancellationToken cancellationToken)
    {
        var latencies = Latency.Measure(built.Recipe, rows, time, cancellationToken);
        var report = Evaluation.Of(spec, built.Recipe.Task.Labels, new JudgedRows(rows, built.ScoredOn!, before, after), cancellationToken);
        return report with
        {
            Cost = new EvaluationCost
            {
                LatencyP50Milliseconds = latencies.Length == 0 ? null : Math.Round(Bootstrap.Quantile(latencies, 0.5), 3),
                LatencyP95Milliseconds = latencies.Length == 0 ? null : Math.Round(Bootstrap.Quantile(latencies, 0.95), 3),
                LatencyRows = latencies.Length,
                RowsPerSecond = seconds > 0 ? Math.Round(rows.Count / seconds, 1) : 0,
                PeakMemoryBytes = Run.Report.PeakMemory(),
                Device = built.Device,
            },
        };
    }
}
