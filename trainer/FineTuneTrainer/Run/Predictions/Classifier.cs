using System.Globalization;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Loads a model with a trained head, and the labels that its config names.</summary>
internal static class Classifier
{
    public static TaskModel Load(DiskFolder folder, JsonObject config, ModelTask task)
    {
        var model = ModelCatalog.Load(folder, new ModelOptions { Task = task, Problem = ProblemOf(config), Labels = LabelsOf(config, task), Kernel = LinearKernels.Of(LinearKernelType.Native) });
        return model.Report.Fresh.Count == 0 ? model : throw new ModelIncompatibleException([$"the model has no trained head: {string.Join(", ", model.Report.Fresh)} would be random"]);
    }

    private static ProblemType ProblemOf(JsonObject config) => config["problem_type"]?.ToString() switch
    {
        "multi_label_classification" => ProblemType.MultiLabel,
        "regression" => ProblemType.Regression,
        _ => ProblemType.SingleLabel,
    };

    private static List<string> LabelsOf(JsonObject config, ModelTask task)
    {
        if (task == ModelTask.MaskedLM)
            return [];
        var map = config["id2label"] as JsonObject ?? throw new ModelIncompatibleException(["config.json has no id2label: this is no tuned classifier"]);
        List<string?> labels = [.. Enumerable.Range(0, map.Count).Select(index => map[index.ToString(CultureInfo.InvariantCulture)] is JsonValue value && value.TryGetValue<string>(out var label) ? label : null)];
        return labels.IndexOf(null) is var missing and >= 0
            ? throw new ModelIncompatibleException([$"config.json: id2label has {map.Count} labels, and none that is a text at {missing}"])
            : [.. labels.OfType<string>()];
    }
}
