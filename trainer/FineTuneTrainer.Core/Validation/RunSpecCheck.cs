using FineTune.Contract;

namespace FineTuneTrainer.Core.Validation;

/// <summary>Everything wrong with a RunSpec, all at once, each with its field path.</summary>
public static class RunSpecCheck
{
    /// <summary>The problems; none when the run may start.</summary>
    public static IReadOnlyList<RunProblem> Problems(RunSpec spec)
    {
        var problems = new List<RunProblem>();
        Identity(spec, problems);
        Datasets(spec, problems);
        Method(spec.Method, problems);
        Hyperparameters(spec.Hyperparameters, problems);
        SliceCheck.Add(spec, problems);
        Rest(spec, problems);
        return problems;
    }

    private static void Identity(RunSpec spec, List<RunProblem> problems)
    {
        if (spec.Version != RunSpec.CurrentVersion)
            Add(problems, "version", $"is {spec.Version}, this trainer reads {RunSpec.CurrentVersion}", "use the trainer image that belongs to the operator");
        if (spec.Run.Epoch < 1)
            Add(problems, "run.epoch", $"must be at least 1, was {spec.Run.Epoch}", null);
        if (!TaskTypes.All.Contains(spec.Task.Type))
            Add(problems, "task.type", $"'{spec.Task.Type}' is not a task of this trainer", $"use one of {string.Join(", ", TaskTypes.All)}");
        TaskCheck.Problems(spec.Task, problems);
        ModelCheck.Problems(spec, problems);
    }

    private static void Datasets(RunSpec spec, List<RunProblem> problems)
    {
        foreach (var role in Enum.GetValues<DatasetRole>())
        {
            var count = spec.Datasets.Count(dataset => dataset.Role == role);
            if (count > 1)
                Add(problems, "datasets", $"{count} datasets have role {role}, at most one may", "merge them into one file");
            if (count == 0 && role == DatasetRole.Train)
                Add(problems, "datasets", "no dataset has role Train", "add one");
        }

        for (var i = 0; i < spec.Datasets.Count; i++)
        {
            DatasetCheck.Problems(spec, i, problems);
            if (TaskTypes.Find(spec.Task) is not { } traits)
                break;
            var unknown = spec.Datasets[i].Columns.Keys.Where(key => !traits.Columns.Contains(key)).ToList();
            if (unknown.Count > 0)
                Add(problems, $"datasets[{i}].columns", $"'{string.Join("', '", unknown)}' means nothing to {spec.Task.Type}", $"it reads {string.Join(" and ", traits.Columns)}");
            if (!traits.Formats.Contains(spec.Datasets[i].Format))
                Add(problems, $"datasets[{i}].format", $"{spec.Datasets[i].Format} is not read by {spec.Task.Type}", $"use {string.Join(" or ", traits.Formats)}");
        }

        ImageCheck.Problems(spec, problems);
        if (spec.Preprocessing.MaxSequenceLength < 3)
            Add(problems, "preprocessing.maxSequenceLength", $"must be at least 3, was {spec.Preprocessing.MaxSequenceLength}", null);
        if (spec.Preprocessing.MaxTargetLength is < 2)
            Add(problems, "preprocessing.maxTargetLength", $"must be at least 2, was {spec.Preprocessing.MaxTargetLength}", null);
        if (spec.Task.Type != TaskTypes.Seq2Seq && (spec.Preprocessing.MaxTargetLength is not null || spec.Preprocessing.SourcePrefix is not null))
            Add(problems, "preprocessing", $"maxTargetLength and sourcePrefix do not fit {spec.Task.Type}", "leave them out");
        if (spec.Preprocessing.ValidationSplit is < 0 or >= 1 or double.NaN)
            Add(problems, "preprocessing.validationSplit", $"must be at least 0 and below 1, was {spec.Preprocessing.ValidationSplit}", null);
    }

    private static void Method(MethodSpec method, List<RunProblem> problems)
    {
        if (method.Lora is not null && method.Freeze is not null)
            Add(problems, "method", "lora and freeze are both set", "set only the one that method.type names");
        if (method.Lora is not null != (method.Type == MethodType.LoRA))
            Add(problems, "method.lora", $"must be set exactly when method.type is LoRA, which is {method.Type}", null);
        if (method.Freeze is not null && method.Type != MethodType.Freeze)
            Add(problems, "method.freeze", $"may be set only when method.type is Freeze, which is {method.Type}", null);
        if (method.Freeze is { TrainableLayers: < 0 } freeze)
            Add(problems, "method.freeze.trainableLayers", $"must not be negative, was {freeze.TrainableLayers}", null);
        if (method.Lora is not { } lora)
            return;
        if (lora.Rank < 1)
            Add(problems, "method.lora.rank", $"must be at least 1, was {lora.Rank}", null);
        if (!(lora.Alpha > 0))
            Add(problems, "method.lora.alpha", $"must be above 0, was {lora.Alpha}", null);
        if (lora.Dropout is < 0 or >= 1 or double.NaN)
            Add(problems, "method.lora.dropout", $"must be at least 0 and below 1, was {lora.Dropout}", null);
        if (lora.TargetModules.Count == 0)
            Add(problems, "method.lora.targetModules", "is empty", "name modules, e.g. query, key, value");
    }

    private static void Hyperparameters(HyperparameterSpec hyper, List<RunProblem> problems)
    {
        const string Path = "hyperparameters.";
        if (hyper.Epochs is null && hyper.MaxSteps is null)
            Add(problems, Path + "epochs", "neither epochs nor maxSteps is set", "set one");
        if (hyper.Epochs is < 1)
            Add(problems, Path + "epochs", $"must be at least 1, was {hyper.Epochs}", null);
        if (hyper.MaxSteps is < 1)
            Add(problems, Path + "maxSteps", $"must be at least 1, was {hyper.MaxSteps}", null);
        if (hyper.BatchSize < 1)
            Add(problems, Path + "batchSize", $"must be at least 1, was {hyper.BatchSize}", null);
        else if (hyper.MicroBatchSize is { } micro && (micro < 1 || hyper.BatchSize % micro != 0))
            Add(problems, Path + "microBatchSize", $"must divide batchSize {hyper.BatchSize}, was {micro}", null);
        Range(problems, Path + "learningRate", hyper.LearningRate, value => value > 0, "above 0");
        Range(problems, Path + "weightDecay", hyper.WeightDecay, value => value >= 0, "at least 0");
        Range(problems, Path + "adamBeta1", hyper.AdamBeta1, value => value is >= 0 and < 1, "at least 0 and below 1");
        Range(problems, Path + "adamBeta2", hyper.AdamBeta2, value => value is >= 0 and < 1, "at least 0 and below 1");
        Range(problems, Path + "adamEpsilon", hyper.AdamEpsilon, value => value > 0, "above 0");
        Range(problems, Path + "maxGradientNorm", hyper.MaxGradientNorm, value => value >= 0, "at least 0");
        Range(problems, Path + "warmupRatio", hyper.WarmupRatio, value => value is >= 0 and <= 1, "between 0 and 1");
        Range(problems, Path + "dropout", hyper.Dropout ?? 0, value => value is >= 0 and < 1, "at least 0 and below 1");
        if (hyper.WarmupSteps is < 0)
            Add(problems, Path + "warmupSteps", $"must not be negative, was {hyper.WarmupSteps}", null);
    }

    private static void Rest(RunSpec spec, List<RunProblem> problems)
    {
        var judged = spec.Evaluation.For(spec.Task);
        if (TaskTypes.Find(spec.Task) is { } traits && !traits.Metrics.Contains(judged.Metric))
            Add(problems, "evaluation.metric", $"'{judged.Metric}' is not computed", $"use one of {string.Join(", ", traits.Metrics)}");
        if (judged.Direction == DirectionType.Maximize == TaskTypes.IsLowerBetter(judged.Metric))
            Add(problems, "evaluation.direction", $"{judged.Direction} does not fit {judged.Metric}", "leave it out");
        if (spec.Evaluation is { Every: IntervalType.Steps, EverySteps: null or < 1 })
            Add(problems, "evaluation.everySteps", "must be at least 1 when evaluation.every is Steps", null);
        if (spec.Checkpoint.EverySteps is < 1)
            Add(problems, "checkpoint.everySteps", $"must be at least 1, was {spec.Checkpoint.EverySteps}", null);
        if (spec.Checkpoint.EverySeconds is < 1)
            Add(problems, "checkpoint.everySeconds", $"must be at least 1, was {spec.Checkpoint.EverySeconds}", null);
        if (spec.Progress is { } progress && !(Uri.TryCreate(progress.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            Add(problems, "progress.url", $"'{progress.Url}' is no http or https address", null);
        if (spec.Output.Artifacts.Count == 0)
            Add(problems, "output.artifacts", "is empty: nothing would be published", spec.Method.Type == MethodType.LoRA ? "use Adapter, Merged" : "use Model");
        var isLora = spec.Method.Type == MethodType.LoRA;
        foreach (var artifact in spec.Output.Artifacts.Where(artifact => artifact == ArtifactType.Model == isLora))
            Add(problems, "output.artifacts", $"{artifact} is not what {spec.Method.Type} makes", isLora ? "use Adapter, Merged" : "use Model");
    }

    internal static void Range(List<RunProblem> problems, string place, double value, Func<double, bool> holds, string wanted)
    {
        if (!double.IsFinite(value) || !holds(value))
            Add(problems, place, $"must be {wanted}, was {value}", null);
    }

    internal static void Add(List<RunProblem> problems, string place, string message, string? hint) =>
        problems.Add(new RunProblem { Place = place, Message = message, Hint = hint });
}
