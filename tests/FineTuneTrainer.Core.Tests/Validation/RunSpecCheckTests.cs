using FineTune.Contract;
using FineTuneTrainer.Core.Validation;

namespace FineTuneTrainer.Core.Tests.Validation;

/// <summary>A RunSpec is checked whole: every problem has its field.</summary>
public sealed class RunSpecCheckTests
{
    private static readonly HyperparameterSpec Hyper = Specs.Valid.Hyperparameters;

    public static TheoryData<string, RunSpec> Wrong => new()
    {
        { "version", Specs.Valid with { Version = 2 } },
        { "run.epoch", Specs.Valid with { Run = Specs.Valid.Run with { Epoch = 0 } } },
        { "task.type", Specs.Valid with { Task = new TaskSpec { Type = "Poetry" } } },
        { "task.problemType", Specs.Valid with { Task = new TaskSpec { Type = TaskTypes.CausalLM, ProblemType = TaskProblem.MultiLabel } } },
        { "task.masking", Specs.Valid with { Task = Specs.Valid.Task with { Masking = new MaskingSpec() } } },
        { "task.masking.probability", Specs.Valid with { Task = new TaskSpec { Type = TaskTypes.MaskedLM, Masking = new MaskingSpec { Probability = 1 } } } },
        { "task.preference", Specs.Valid with { Task = Specs.Valid.Task with { Preference = new PreferenceSpec() } } },
        { "task.preference.beta", Pairs(new PreferenceSpec { Beta = 0 }) },
        { "task.preference.beta", Pairs(new PreferenceSpec { Loss = PreferenceLossType.Reward, Beta = 0.1 }) },
        { "task.preference.labelSmoothing", Pairs(new PreferenceSpec { LabelSmoothing = 0.5 }) },
        { "task.preference.labelSmoothing", Pairs(new PreferenceSpec { Loss = PreferenceLossType.Ipo, LabelSmoothing = 0.1 }) },
        { "task.preference.gamma", Pairs(new PreferenceSpec { Gamma = 0.5 }) },
        { "task.preference.gamma", Pairs(new PreferenceSpec { Loss = PreferenceLossType.Simpo, Gamma = -1 }) },
        { "task.preference.centering", Pairs(new PreferenceSpec { Loss = PreferenceLossType.Orpo, Centering = 0.01 }) },
        { "datasets[0].format", Specs.Valid with { Datasets = [Specs.Valid.Datasets[0] with { Format = DatasetFormat.Conll }] } },
        { "evaluation.direction", Specs.Valid with { Evaluation = new EvaluationSpec { Metric = "loss", Direction = DirectionType.Maximize } } },
        { "datasets", Specs.Valid with { Datasets = [] } },
        { "datasets", Specs.Valid with { Datasets = [Specs.Valid.Datasets[0], Specs.Valid.Datasets[0]] } },
        { "datasets[0].columns", Specs.Valid with { Datasets = [Specs.Valid.Datasets[0] with { Columns = new Dictionary<string, string> { ["intent"] = "x" } }] } },
        { "preprocessing.maxSequenceLength", Specs.Valid with { Preprocessing = new PreprocessingSpec { MaxSequenceLength = 2 } } },
        { "preprocessing.validationSplit", Specs.Valid with { Preprocessing = new PreprocessingSpec { ValidationSplit = 1 } } },
        { "method.lora", Specs.Valid with { Method = new MethodSpec { Type = MethodType.LoRA }, Output = Specs.Valid.Output with { Artifacts = [ArtifactType.Adapter] } } },
        { "method.freeze", Specs.Valid with { Method = new MethodSpec { Type = MethodType.Full, Freeze = new FreezeSpec() } } },
        { "hyperparameters.epochs", Specs.Valid with { Hyperparameters = Hyper with { Epochs = null } } },
        { "hyperparameters.maxSteps", Specs.Valid with { Hyperparameters = Hyper with { MaxSteps = 0 } } },
        { "hyperparameters.batchSize", Specs.Valid with { Hyperparameters = Hyper with { BatchSize = 0 } } },
        { "hyperparameters.microBatchSize", Specs.Valid with { Hyperparameters = Hyper with { MicroBatchSize = 3 } } },
        { "hyperparameters.learningRate", Specs.Valid with { Hyperparameters = Hyper with { LearningRate = -1 } } },
        { "hyperparameters.learningRate", Specs.Valid with { Hyperparameters = Hyper with { LearningRate = double.PositiveInfinity } } },
        { "hyperparameters.warmupRatio", Specs.Valid with { Hyperparameters = Hyper with { WarmupRatio = 1.5 } } },
        { "hyperparameters.dropout", Specs.Valid with { Hyperparameters = Hyper with { Dropout = 1 } } },
        { "evaluation.metric", Specs.Valid with { Evaluation = new EvaluationSpec { Metric = "bleu" } } },
        { "evaluation.slices", Specs.Valid with { Evaluation = new EvaluationSpec { Slices = ["a", "a"] } } },
        { "evaluation.slices", Specs.Valid with { Evaluation = new EvaluationSpec { Slices = [" "] } } },
        { "evaluation.slices", Specs.Valid with { Evaluation = new EvaluationSpec { Slices = ["a", "b", "c", "d", "e", "f", "g", "h", "i"] } } },
        { "evaluation.slices", Specs.Valid with { Task = new TaskSpec { Type = TaskTypes.MaskedLM }, Datasets = [Specs.Valid.Datasets[0] with { Format = DatasetFormat.Text }], Evaluation = new EvaluationSpec { Slices = ["a"] } } },
        { "evaluation.everySteps", Specs.Valid with { Evaluation = new EvaluationSpec { Every = IntervalType.Steps } } },
        { "checkpoint.everySteps", Specs.Valid with { Checkpoint = new CheckpointSpec { EverySteps = 0 } } },
        { "progress.url", Specs.Valid with { Progress = new ProgressSpec { Url = "operator:8082" } } },
        { "output.artifacts", Specs.Valid with { Output = Specs.Valid.Output with { Artifacts = [] } } },
        { "output.artifacts", Specs.Valid with { Output = Specs.Valid.Output with { Artifacts = [ArtifactType.Merged] } } },
    };

    [Fact]
    public void A_valid_spec_has_no_problem() => Assert.Empty(RunSpecCheck.Problems(Specs.Valid));

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_field_is_the_one_that_is_named(string place, RunSpec spec)
    {
        var problem = Assert.Single(RunSpecCheck.Problems(spec));
        Assert.Equal(place, problem.Place);
        Assert.NotEmpty(problem.Message);
    }

    [Fact]
    public void All_problems_come_at_once()
    {
        var spec = Specs.Valid with
        {
            Hyperparameters = Hyper with { LearningRate = -1, WeightDecay = -1 },
            Method = new MethodSpec { Type = MethodType.LoRA, Lora = new LoraSpec { Rank = 0 }, Freeze = new FreezeSpec() },
            Output = Specs.Valid.Output with { Artifacts = [ArtifactType.Adapter] },
        };
        Assert.Equal(
            ["method", "method.freeze", "method.lora.rank", "method.lora.targetModules", "hyperparameters.learningRate", "hyperparameters.weightDecay"],
            RunSpecCheck.Problems(spec).Select(problem => problem.Place));
    }

    private static RunSpec Pairs(PreferenceSpec preference) => Specs.Valid with { Task = new TaskSpec { Type = TaskTypes.Preference, Preference = preference } };
}
