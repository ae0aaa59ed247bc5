using FineTune.Contract;

namespace FineTuneTrainer.Core.Validation;

/// <summary>What is wrong with the columns that the evaluation is to be told apart by.</summary>
internal static class SliceCheck
{
    private const string Place = "evaluation.slices";

    private static readonly DatasetFormat[] WithColumns = [DatasetFormat.Csv, DatasetFormat.Jsonl, DatasetFormat.Json, DatasetFormat.Parquet];

    public static void Add(RunSpec spec, List<RunProblem> problems)
    {
        var slices = spec.Evaluation.Slices;
        if (slices.Count > EvaluationSpec.MostSlices)
            Add(problems, $"{slices.Count} columns are too many", $"name at most {EvaluationSpec.MostSlices}");
        if (slices.Any(string.IsNullOrWhiteSpace))
            Add(problems, "a name is empty", "name columns of the datasets' files");
        if (slices.Distinct().Count() != slices.Count)
            Add(problems, $"a column is named twice in {string.Join(", ", slices)}", "name each once");
        foreach (var dataset in spec.Datasets.Where(dataset => slices.Count > 0 && !WithColumns.Contains(dataset.Format)))
            Add(problems, $"dataset {dataset.Name} is {dataset.Format}, which has no columns", $"use {string.Join(" or ", WithColumns)}, or name no slices");
    }

    private static void Add(List<RunProblem> problems, string message, string hint) => problems.Add(new RunProblem { Place = Place, Message = message, Hint = hint });
}
