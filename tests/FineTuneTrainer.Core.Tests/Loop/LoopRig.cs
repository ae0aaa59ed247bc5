using FineTune.Contract;
using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Methods;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Loop;

/// <summary>A real recipe on the small reference BERT, and a record of what the loop did with it.</summary>
internal sealed class LoopRig : IDisposable, IRunObserver, ICheckpoints
{
    private static readonly string[] Labels = ["a", "b", "c"];

    public LoopRig(double dropout = 0, int rows = 12, int batchSize = 4)
    {
        manual_seed(1);
        var model = ModelCatalog.Load(new GoldenFolder("models", "bert"), new ModelOptions { Labels = Labels, Kernel = LinearKernels.Of(LinearKernelType.Native), Dropout = dropout });
        var method = new FullMethod();
        var trainable = method.Trainable(model);
        var train = Rows(rows, seed: 1);
        Recipe = new Recipe
        {
            Model = model,
            Method = method,
            Task = new SequenceClassificationTask(Labels),
            Trainable = trainable,
            Optimizer = new Core.Optimizers.AdamW(trainable, 0.9, 0.999, 1e-8, 0.01),
            Rate = _ => 1e-3,
            Clip = norm => Clip(norm),
            Train = train,
            Validation = Rows(5, seed: 2),
            Batches = new BatchPlan(train, batchSize, seed: 3, groupByLength: false, shuffle: true),
            Collation = new Collation(padId: 0, CPU),
            Best = new BestWeights(trainable, model.Buffers),
        };
        Settings = new LoopSettings
        {
            TotalSteps = 6,
            StepsPerEpoch = Recipe.Batches.BatchesPerEpoch,
            MicroBatchSize = batchSize,
            MaxGradientNorm = 1,
            Evaluation = new EvaluationSpec { Metric = "accuracy", Direction = DirectionType.Maximize },
            Checkpoint = new CheckpointSpec { EverySeconds = null },
        };
    }

    public Recipe Recipe { get; }

    public LoopSettings Settings { get; set; }

    /// <summary>What happened, in order.</summary>
    public List<string> Events { get; } = [];

    public List<StepInfo> Steps { get; } = [];

    public List<LoopState> Saved { get; } = [];

    /// <summary>Gradients as the clip found them, by parameter.</summary>
    public Dictionary<string, float[]> Gradients { get; } = [];

    /// <summary>Called after every event.</summary>
    public Action<string> After { get; set; } = _ => { };

    public LoopState Run(LoopState? state = null) => RunUntil(CancellationToken.None, state);

    public LoopState RunUntil(CancellationToken stop, LoopState? state = null) =>
        new TrainingLoop(Recipe, Settings, this, this, TimeProvider.System).Run(state ?? new LoopState(), stop);

    public void Stage(string stage)
    {
        // The events tell enough.
    }

    public void Step(StepInfo step)
    {
        Steps.Add(step);
        Add($"step {step.Step}");
    }

    public void Evaluated(int step, string name, Scores scores, bool best) => Add($"{name} {step}");

    public void Save(LoopState state)
    {
        Saved.Add(state);
        Add($"save {state.Step}");
    }

    public void Dispose()
    {
        Recipe.Optimizer.Dispose();
        Recipe.Best.Dispose();
        Recipe.Model.Dispose();
    }

    /// <summary>Live tensors, those that wait for a finalizer not counted.</summary>
    public static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

    private void Add(string happened)
    {
        Events.Add(happened);
        After(happened);
    }

    private double Clip(double most)
    {
        foreach (var (name, parameter) in Recipe.Trainable)
            Gradients[name] = parameter.grad?.data<float>().ToArray() ?? [];
        Tensor[] gradients = [.. Recipe.Trainable.Select(pair => pair.Parameter.grad).OfType<Tensor>()];
        return ForeachClip.Clip(gradients, most);
    }

    private static List<EncodedRow> Rows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row =>
        {
            int[] ids = [.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => random.Next(1, 30))];
            return new EncodedRow(ids, new int[ids.Length], row % Labels.Length);
        })];
    }
}
