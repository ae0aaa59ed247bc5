using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Writes the RunSpec of an attempt.</summary>
internal static class RunSpecBuilder
{
    public static RunSpec Build(FineTuneJob job, FineTuneRuntimeSpec runtime, OperatorFacts facts, int epoch)
    {
        FineTuneJobSpec spec = job.Spec;
        TaskSpec task = Task(spec.Task);
        var run = new RunSpec
        {
            Version = RunSpec.CurrentVersion,
            Run = new RunIdentity { Name = job.Metadata.Name, Namespace = job.Metadata.NamespaceProperty, Uid = job.Metadata.Uid, Epoch = epoch, Fingerprint = "" },
            Mode = Enum.Parse<RunMode>(spec.Mode),
            Task = task,
            Model = Model(spec.Model),
            Datasets = [.. spec.Datasets.Select(dataset => Dataset(dataset, task))],
            Preprocessing = Preprocessing(spec.Preprocessing ?? new()),
            Method = Method(spec.Method),
            Hyperparameters = HyperparameterBuilder.Build(spec.Hyperparameters),
            Seed = spec.Seed,
            Evaluation = Evaluation(spec.Evaluation ?? new()).For(task),
            Checkpoint = Checkpoint(spec.Checkpoint ?? new()),
            Output = Output(job, $"{Folder(spec.Output.Uri)}{job.Metadata.Name}/"),
            Storage = new StorageSpec { Endpoint = runtime.Storage.Endpoint.TrimEnd('/'), Region = runtime.Storage.Region },
            Progress = facts.ProgressUrl is { } url ? new ProgressSpec { Url = url } : null,
        };
        return run with { Run = run.Run with { Fingerprint = Fingerprint.Of(run) } };
    }

    private static OutputSpec Output(FineTuneJob job, string runs) => new()
    {
        Uri = $"{runs}{job.Metadata.Uid}/",
        Runs = job.Spec.Output.RerunPolicy == "Always" ? null : runs,
        Artifacts = Defaults.Artifacts(job.Spec),
    };

    private static ModelSpec Model(ModelSection section) => new()
    {
        Uri = section.Uri is { } uri ? Folder(uri) : null,
        Scratch = section.Scratch is { } scratch ? new ScratchSpec { Family = scratch.Family, Config = JsonNode.Parse(scratch.Config)!.AsObject() } : null,
    };

    private static string Folder(string uri) => uri.EndsWith('/') ? uri : uri + "/";

    internal static TaskSpec Task(TaskSection section) => new()
    {
        Type = section.Type,
        ProblemType = Enum.Parse<TaskProblem>(section.ProblemType ?? nameof(TaskProblem.SingleLabel)),
        Masking = section.Masking is { } masking ? new MaskingSpec { Probability = Decimals.Value(masking.Probability), WholeWord = masking.WholeWord } : null,
        Instruction = section.Instruction is { } instruction ? new InstructionSpec { Format = Enum.Parse<InstructionFormat>(instruction.Format), ChatTemplate = instruction.ChatTemplate } : null,
        Generation = section.Generation is { } generation ? new GenerationSpec { MaxNewTokens = generation.MaxNewTokens, NumBeams = generation.NumBeams, BleuTokenizer = Enum.Parse<BleuTokenizerType>(generation.BleuTokenizer) } : null,
        Preference = section.Preference is { } preference ? Preference(preference) : null,
        Features = section.Features is { } features ? [.. features] : null,
    };

    private static PreferenceSpec Preference(PreferenceSection section) => new()
    {
        Loss = Enum.Parse<PreferenceLossType>(section.Loss),
        Beta = section.Beta is { } beta ? Decimals.Value(beta) : null,
        LabelSmoothing = Decimals.Value(section.LabelSmoothing ?? "0"),
        Gamma = section.Gamma is { } gamma ? Decimals.Value(gamma) : null,
        Centering = Decimals.Value(section.Centering ?? "0"),
        ChatTemplate = section.ChatTemplate,
    };

    private static DatasetSpec Dataset(DatasetSection section, TaskSpec task) => new()
    {
        Name = section.Name,
        Role = Enum.Parse<DatasetRole>(section.Role),
        Uri = section.Format == nameof(DatasetFormat.ImageFolder) ? Folder(section.Uri) : section.Uri,
        Format = Enum.Parse<DatasetFormat>(section.Format),
        Columns = Defaults.Columns(section, task),
    };

    private static PreprocessingSpec Preprocessing(PreprocessingSection section) => new()
    {
        MaxSequenceLength = section.MaxSequenceLength,
        MaxTargetLength = section.MaxTargetLength,
        SourcePrefix = section.SourcePrefix,
        ValidationSplit = Decimals.Value(section.ValidationSplit),
        Image = section.Image is { } image ? Image(image) : null,
    };

    private static ImageSpec Image(ImageSection section) => new()
    {
        HorizontalFlip = Decimals.Value(section.HorizontalFlip),
        RandomResizedCrop = section.RandomResizedCrop is { } crop ? new RandomCropSpec { MinArea = Decimals.Value(crop.MinArea), MaxArea = Decimals.Value(crop.MaxArea) } : null,
        CropPadding = section.CropPadding ?? 0,
    };

    private static MethodSpec Method(MethodSection section) => new()
    {
        Type = Enum.Parse<MethodType>(section.Type),
        Lora = section.Lora is { } lora
            ? new LoraSpec { Rank = lora.Rank, Alpha = lora.Alpha, Dropout = Decimals.Value(lora.Dropout), TargetModules = [.. lora.TargetModules] }
            : null,
        Freeze = section.Type == "Freeze" ? new FreezeSpec { TrainableLayers = section.Freeze?.TrainableLayers ?? 0 } : null,
    };

    private static EvaluationSpec Evaluation(EvaluationSection section) => new()
    {
        Every = Enum.Parse<IntervalType>(section.Every),
        EverySteps = section.EverySteps,
        Metric = section.Metric ?? "",
        Direction = section.Direction is { } direction ? Enum.Parse<DirectionType>(direction) : null,
        Baseline = section.Baseline,
        KeepBest = section.KeepBest,
        EarlyStoppingPatience = section.EarlyStopping?.Patience,
        EarlyStoppingMinDelta = Decimals.Value(section.EarlyStopping?.MinDelta ?? "0"),
        Slices = [.. section.Slices],
    };

    private static CheckpointSpec Checkpoint(CheckpointSection section) => new()
    {
        EverySteps = section.EverySteps,
        EverySeconds = section.EverySeconds ?? (section.EverySteps is null ? Defaults.CheckpointSeconds : null),
        SaveOnTermination = section.OnTermination == "Save",
        Resume = section.Resume == "Auto",
        KeepLatest = section.Retention?.Latest ?? Defaults.KeepLatest,
    };
}
