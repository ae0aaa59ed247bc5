using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Checks the evaluation.</summary>
internal static class EvaluationValidator
{
    private const string Field = "spec.evaluation";

    public static void Check(ProblemList problems, EvaluationSection? section, TaskSection task)
    {
        if (section is null) return;
        problems.OneOf($"{Field}.every", section.Every, "None", "Epoch", "Steps");
        problems.Check(section.Every == "Steps" == (section.EverySteps is not null), $"{Field}.everySteps", "does not fit every", "set it when every is Steps, and only then");
        if (TaskValidator.Traits(task) is { } traits)
        {
            string metric = section.Metric ?? traits.Metrics[0], direction = TaskTypes.IsLowerBetter(metric) ? "Minimize" : "Maximize";
            problems.Check(traits.Metrics.Contains(metric), $"{Field}.metric", $"\"{metric}\" is no metric of {task.Type}", $"use {string.Join(" or ", traits.Metrics)}");
            problems.Check((section.Direction ?? direction) == direction, $"{Field}.direction", $"{section.Direction} does not fit metric {metric}", $"use {direction}");
        }

        problems.Check(section.Slices.Count <= EvaluationSpec.MostSlices, $"{Field}.slices", $"{section.Slices.Count} columns are too many", $"use at most {EvaluationSpec.MostSlices}");
        problems.Check(section.Slices.All(column => column.Trim().Length > 0), $"{Field}.slices", "a name is empty", "name columns of the datasets' files");
        problems.Check(section.Slices.Distinct().Count() == section.Slices.Count, $"{Field}.slices", "a column is named twice", "name each once");
        problems.Check(section.EarlyStopping is null || section.Every != "None", $"{Field}.earlyStopping", "needs evaluations", "set every to Epoch or Steps");
        if (section.EarlyStopping is not { } stopping) return;
        problems.Check(stopping.Patience > 0, $"{Field}.earlyStopping.patience", $"{stopping.Patience} is too small", "use at least 1");
        problems.Decimal($"{Field}.earlyStopping.minDelta", stopping.MinDelta, value => value >= 0, "use 0 or more");
    }
}
