using FineTune.Contract;

namespace FineTuneTrainer.Core.Validation;

/// <summary>Everything wrong with one dataset that its format knows.</summary>
internal static class DatasetCheck
{
    public static void Problems(RunSpec spec, int index, List<RunProblem> problems)
    {
        var dataset = spec.Datasets[index];
        if (dataset.Format == DatasetFormat.Idx && IdxNames.LabelsOf(dataset.Uri) is null)
            RunSpecCheck.Add(problems, $"datasets[{index}].uri", $"'{dataset.Uri}' is not named like a file of images", "name the file ...images-idx3-ubyte[.gz]; its ...labels-idx1-ubyte[.gz] must lie beside it");
        if (spec.Task.Features is { } features && dataset.Columns.TryGetValue("label", out var label) && features.Contains(label))
            RunSpecCheck.Add(problems, "task.features", $"'{label}' is the label's column of dataset {dataset.Name}", "leave it out: a model that reads the answer learns nothing");
    }
}
