using FineTune.Contract;

namespace FineTuneTrainer.Core.Validation;

/// <summary>Everything wrong with where a model comes from.</summary>
internal static class ModelCheck
{
    public static void Problems(RunSpec spec, List<RunProblem> problems)
    {
        if (spec.Model.Uri is null && spec.Model.Scratch is null)
            RunSpecCheck.Add(problems, "model", "names no model", "set uri, or scratch for one without weights");
        if (spec.Model.Scratch is not { } scratch)
            return;
        if (scratch.Family.Length == 0)
            RunSpecCheck.Add(problems, "model.scratch.family", "is empty", "name a model_type, such as mlp");
        if (spec.Method.Type != MethodType.Full)
            RunSpecCheck.Add(problems, "method.type", $"{spec.Method.Type} leaves weights as they are, and a model from scratch has none yet", "use Full");
    }
}
