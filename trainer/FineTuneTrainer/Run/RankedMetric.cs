using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run;

/// <summary>An area can decide only where the validation rows define it: that shows before any step is taken, and no model could change it.</summary>
internal static class RankedMetric
{
    private const string Place = "evaluation.metric";

    private static readonly string[] Areas = ["roc_auc", "pr_auc"];

    /// <summary>Ends a run whose deciding metric its validation rows leave undefined.</summary>
    public static void Check(RunSpec spec, PreparedData data)
    {
        var metric = spec.Evaluation.For(spec.Task).Metric;
        if (!Areas.Contains(metric) || spec.Evaluation.Every == IntervalType.None || data.Validation.Count == 0)
            return;
        List<string> problems = [];
        if (data.Labels.Count > ClassOutcomes.MostRanked)
            problems.Add($"{metric} is computed up to {ClassOutcomes.MostRanked} classes, there are {data.Labels.Count}");
        for (var label = 0; label < data.Labels.Count; label++)
        {
            var rows = data.Validation.Count(row => Has(row, label));
            if (rows == 0 || rows == data.Validation.Count)
                problems.Add($"{metric} is undefined: {(rows == 0 ? "no" : "every")} validation row has the label '{data.Labels[label]}'");
        }

        if (problems.Count > 0)
            throw new RunFailure(ExitCode.InvalidConfig, problems[0], "let another metric decide, or add validation rows", [.. problems.Select(problem => new RunProblem { Place = Place, Message = problem })]);
    }

    private static bool Has(EncodedRow row, int label) => row.Values is { } values ? values[label] > 0.5f : row.Label == label;
}
