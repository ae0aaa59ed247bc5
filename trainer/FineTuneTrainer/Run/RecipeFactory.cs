using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Methods;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Optimizers;
using FineTuneTrainer.Disk;
using FineTuneTrainer.Run.Tasks;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run;

/// <summary>Turns a RunSpec and its inputs into a recipe: data, kernel, model, method, optimizer, in this order.</summary>
public static class RecipeFactory
{
    /// <summary>Builds everything; throws a failure with every problem. A resumed run pins the linear kernel of its checkpoint.</summary>
    public static BuiltRun Build(RunSpec spec, Inputs inputs, string? pinnedKernel, IRunWatch watch, CancellationToken cancellationToken = default)
    {
        TorchKernels.CompileAll();
        var folder = new DiskFolder(inputs.ModelFolder);
        var task = RunTasks.Of(spec.Task);
        var data = Rehearsal.Of(spec, task.Read(spec, inputs));
        RankedMetric.Check(spec, data);
        var config = ConfigOf(spec, folder, task, data);
        var options = new ModelOptions { Task = task.Head, Problem = task.Problem, Labels = data.Labels, Kernel = LinearKernels.Of(LinearKernelType.Native), Dropout = spec.Hyperparameters.Dropout ?? task.Dropout };
        var kernel = ChooseKernel(spec, config, options, data, pinnedKernel, watch);

        // One seed for fresh weights and dropout; data order and split have generators of their own.
        manual_seed(spec.Seed);
        options = options with { Kernel = LinearKernels.Of(kernel) };
        var model = Guarded(() => spec.Model.Scratch is null ? ModelCatalog.Load(folder, config, options) : ModelCatalog.Create(config, options));
        watch.Say($"model {model.Architecture}: {model.Parameters.Count} tensors; fresh: {Join(model.Report.Fresh)}; not used: {Join(model.Report.Unused)}");
        CheckFits(spec, model);
        CheckWords(data, model);
        CheckHead(spec, model);
        var method = MethodCatalog.Of(spec.Method);
        Attach(method, model);
        var trainable = method.Trainable(model);
        var collation = new Collation(data.Tokenizer?.PadId ?? 0, CPU, task.Change(spec, data, model));
        // Nothing is asked of a model for a run that takes no step.
        if (spec.Mode != RunMode.Validate)
            data = task.Ask(model, data, rows => collation.InLengthOrder(rows, Recipe.UsualEvaluationBatchSize), cancellationToken);
        var hyper = spec.Hyperparameters;
        var plan = new BatchPlan(data.Train, hyper.BatchSize, spec.Seed, hyper.GroupByLength, shuffle: true);
        var settings = LoopSettings.Of(spec, plan.BatchesPerEpoch);
        var rate = LearningRate.Of(hyper, settings.TotalSteps);
        var recipe = new Recipe
        {
            Model = model,
            Method = method,
            Task = task.With(spec, data, model),
            Trainable = trainable,
            Optimizer = new Core.Optimizers.AdamW(trainable, hyper.AdamBeta1, hyper.AdamBeta2, hyper.AdamEpsilon, hyper.WeightDecay, model.Decays),
            Rate = rate.At,
            Clip = norm => ForeachClip.Clip([.. trainable.Select(pair => pair.Parameter.grad).OfType<Tensor>()], norm),
            Train = data.Train,
            Validation = data.Validation,
            Batches = plan,
            Collation = collation,
            Best = new BestWeights(trainable, model.Buffers),
        };
        return new BuiltRun(spec, recipe, settings, data, kernel, folder, row => task.Show(row, data));
    }

    private static JsonObject ConfigOf(RunSpec spec, DiskFolder folder, IRunTask task, PreparedData data)
    {
        if (spec.Model.Scratch is not { } scratch)
        {
            var own = ModelCatalog.ReadConfig(folder);
            task.Adapt(own, data);
            return own;
        }

        var config = scratch.Config.DeepClone().AsObject();
        config["model_type"] = scratch.Family;
        task.Complete(config, data);
        return config;
    }

    private static TaskModel Guarded(Func<TaskModel> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // A JSON value of another kind than expected, in config.json or the index of shards.
            throw new ModelIncompatibleException([exception.Message]);
        }
    }

    private static LinearKernelType ChooseKernel(RunSpec spec, JsonObject config, ModelOptions options, PreparedData data, string? pinned, IRunWatch watch)
    {
        if (pinned is { Length: > 0 } && Enum.TryParse<LinearKernelType>(pinned, out var kept))
            return kept;
        if (spec.Hyperparameters.LinearKernel != LinearKernelType.Auto)
            return spec.Hyperparameters.LinearKernel;
        using var outline = Guarded(() => ModelCatalog.Outline(config, options));
        if (outline.Linears.Count == 0)
            return LinearKernelType.Native;
        var length = data.Train.Count == 0 ? 1 : (int)data.Train.Average(row => row.Length);
        var rows = Math.Max(1, length * (spec.Hyperparameters.MicroBatchSize ?? spec.Hyperparameters.BatchSize));
        var choice = LinearChoice.Measure([.. outline.Linears.Select(layer => (rows, (int)layer.In, (int)layer.Out)).Distinct()], spec.Hyperparameters.Precision, TimeProvider.System);
        watch.Say($"linear kernel {choice.Kernel}: {string.Join(", ", choice.Milliseconds.Select(pair => $"{pair.Key} {pair.Value:0.0} ms"))} for forward and backward at {rows} rows");
        return choice.Kernel;
    }

    private static void CheckFits(RunSpec spec, TaskModel model)
    {
        if (model.MaxPositions is { } most && spec.Preprocessing.MaxSequenceLength > most)
            throw new RunFailure(ExitCode.InvalidConfig, $"preprocessing.maxSequenceLength is {spec.Preprocessing.MaxSequenceLength}, the model has {most} positions", $"use at most {most}", [
                new RunProblem { Place = "preprocessing.maxSequenceLength", Message = $"must be at most {most}, was {spec.Preprocessing.MaxSequenceLength}" },
            ]);
    }

    private static void CheckWords(PreparedData data, TaskModel model)
    {
        var largest = data.Rows.Values.SelectMany(rows => rows).SelectMany(row => row.Rejected is { } worse ? row.Ids.Concat(worse.Ids) : row.Ids).DefaultIfEmpty().Max();
        if (largest >= (model.Words ?? int.MaxValue))
            throw new ModelIncompatibleException([$"the tokenizer gives id {largest}, the model knows {model.Words} words: they do not belong together"]);
    }

    // A language model's head stands still under LoRA: fresh weights would stay random.
    private static void CheckHead(RunSpec spec, TaskModel model)
    {
        if (spec.Method.Type == MethodType.LoRA && model.Task is ModelTask.MaskedLM or ModelTask.CausalLM && model.Report.Fresh.Count > 0)
            throw new ModelIncompatibleException([$"the checkpoint has no head for {spec.Task.Type}: {Join(model.Report.Fresh)} would be random, and LoRA leaves them so; use a checkpoint with one, or method Full"]);
    }

    private static void Attach(IMethod method, TaskModel model)
    {
        try
        {
            method.Attach(model);
        }
        catch (MethodException exception)
        {
            var place = method.Type == MethodType.LoRA ? "method.lora.targetModules" : "method.freeze.trainableLayers";
            throw new RunFailure(ExitCode.InvalidConfig, exception.Message, $"correct {place}", [new RunProblem { Place = place, Message = exception.Message }], exception);
        }
    }

    private static string Join(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
