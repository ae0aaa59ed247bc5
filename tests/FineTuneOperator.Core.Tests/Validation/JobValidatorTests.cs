using System.Reflection;
using FineTune.Contract;
using FineTuneOperator.Api;
using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Core.Tests.Validation;

public sealed class JobValidatorTests
{
    [Fact]
    public void A_good_job_has_no_problems() => Assert.Empty(JobValidator.Validate(Sample.Job()));

    [Fact]
    public void Every_problem_is_reported_at_once_with_field_value_and_remedy()
    {
        FineTuneJob job = Sample.Job(spec => spec with
        {
            Model = new ModelSection { Uri = "/tmp/model" },
            Datasets = [],
            Method = new MethodSection { Type = "Full", Lora = new LoraSection { Rank = 0, TargetModules = [] } },
            Hyperparameters = new HyperparameterSection { LearningRate = "fast", BatchSize = 10, MicroBatchSize = 3 },
            Output = new OutputSection { Uri = "s3://models/out/", Artifacts = ["Adapter"] },
        });
        job.Metadata.Name = "1-" + new string('x', 60);
        IReadOnlyList<Problem> problems = JobValidator.Validate(job);
        Assert.Equal(
        [
            "metadata.name", "metadata.name", "spec.model.uri", "spec.datasets", "spec.method.lora", "spec.method.lora.rank", "spec.method.lora.targetModules",
            "spec.hyperparameters", "spec.hyperparameters.microBatchSize", "spec.hyperparameters.learningRate", "spec.output.artifacts",
        ], problems.Select(problem => problem.Field));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Fix));
        Assert.Contains("\"fast\"", problems[9].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-5e-5", false)]
    [InlineData("0", false)]
    [InlineData("5e-5", true)]
    [InlineData("NaN", false)]
    [InlineData("1e999", false)]
    public void The_learning_rate_must_be_a_positive_number(string rate, bool good) =>
        Assert.Equal(good, JobValidator.Validate(Sample.Job(spec => spec with { Hyperparameters = spec.Hyperparameters with { LearningRate = rate } })).Count == 0);

    [Fact]
    public void A_direction_must_fit_its_metric()
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with { Evaluation = new EvaluationSection { Metric = "loss", Direction = "Maximize" } }));
        Assert.Equal("use Minimize", Assert.Single(problems).Fix);
    }

    [Theory]
    [InlineData("name each once", "language", "language")]
    [InlineData("name columns of the datasets' files", " ")]
    [InlineData("use at most 8", "a", "b", "c", "d", "e", "f", "g", "h", "i")]
    public void Slices_are_a_few_columns_named_once(string fix, params string[] slices)
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with { Evaluation = new EvaluationSection { Slices = slices } }));
        Assert.Equal(("spec.evaluation.slices", fix), (Assert.Single(problems).Field, problems[0].Fix));
    }

    [Fact]
    public void A_metric_and_a_format_must_fit_the_task()
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with { Task = new TaskSection { Type = "TokenClassification" }, Evaluation = new EvaluationSection { Metric = "mse" } }));
        Assert.Contains(problems, problem => problem is { Field: "spec.evaluation.metric", Fix: "use f1 or precision or recall or f1_macro or f1_weighted or accuracy or loss" });
        Assert.Contains(problems, problem => problem is { Field: "spec.datasets[0].format", Fix: "use Conll or Jsonl or Json or Parquet" });
    }

    [Fact]
    public void What_belongs_to_another_task_is_refused_by_its_field()
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with
        {
            Task = spec.Task with { Instruction = new InstructionSection { Format = "Poem" }, Generation = new GenerationSection { NumBeams = 0 }, Masking = new MaskingSection() },
            Preprocessing = new PreprocessingSection { SourcePrefix = "say: ", MaxTargetLength = 1 },
        }));
        Assert.Equal(
            ["spec.task.masking", "spec.task.instruction", "spec.task.generation", "spec.task.instruction.format", "spec.task.generation.numBeams", "spec.preprocessing.maxTargetLength", "spec.preprocessing"],
            problems.Select(problem => problem.Field));
    }

    [Fact]
    public void A_model_from_scratch_needs_a_config_and_every_weight()
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with
        {
            Model = new ModelSection { Scratch = new ScratchSection { Family = "mlp", Config = "[1]" } },
            Method = new MethodSection { Type = "Freeze" },
            Output = spec.Output with { Artifacts = [] },
        }));
        Assert.Equal(["spec.model.scratch.config", "spec.method.type"], problems.Select(problem => problem.Field));
        Assert.Contains(JobValidator.Validate(Sample.Job(spec => spec with { Model = new ModelSection() })), problem => problem.Field == "spec.model");
    }

    [Fact]
    public void Every_task_and_metric_of_the_contract_is_in_the_schema()
    {
        Assert.Equal(TaskTypes.All, Words<TaskSection>(nameof(TaskSection.Type)));
        Assert.Equal(TaskTypes.Metrics, Words<EvaluationSection>(nameof(EvaluationSection.Metric)));
        Assert.Equal(Enum.GetNames<TaskProblem>(), Words<TaskSection>(nameof(TaskSection.ProblemType)));
        Assert.Equal(Enum.GetNames<DatasetFormat>(), Words<DatasetSection>(nameof(DatasetSection.Format)));
        Assert.Equal(Enum.GetNames<PreferenceLossType>(), Words<PreferenceSection>(nameof(PreferenceSection.Loss)));
    }

    [Theory]
    [InlineData("Dpo", "0.1", "0.1", null, null, "")]
    [InlineData("Dpo", "0", "0.5", null, null, "beta labelSmoothing")]
    [InlineData("Ipo", "0.1", "0.1", "1", "1", "labelSmoothing gamma centering")]
    [InlineData("Simpo", "2", "0.1", "0.5", null, "")]
    [InlineData("Reward", "0.1", null, null, "0.01", "beta")]
    [InlineData("Ppo", "0.1", null, null, null, "loss")]
    [InlineData("Orpo", "much", null, null, null, "beta")]
    public void Settings_of_a_preference_fit_its_loss(string loss, string? beta, string? smoothing, string? gamma, string? centering, string wrong)
    {
        var section = new PreferenceSection { Loss = loss, Beta = beta, LabelSmoothing = smoothing, Gamma = gamma, Centering = centering };
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with { Task = new TaskSection { Type = "Preference", Preference = section }, Evaluation = new EvaluationSection() }));
        Assert.Equal(wrong.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(field => $"spec.task.preference.{field}").Order(), problems.Select(problem => problem.Field).Distinct().Order());
        Assert.All(problems, problem => Assert.NotEmpty(problem.Fix));
    }

    [Fact]
    public void A_preference_of_another_task_is_named()
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with { Task = spec.Task with { Preference = new PreferenceSection() } }));
        Assert.Equal("spec.task.preference", Assert.Single(problems).Field);
    }

    [Fact]
    public void What_does_not_fit_images_and_tables_is_named()
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with
        {
            Task = new TaskSection { Type = "ImageClassification", Features = ["a", "a"] },
            Datasets = [spec.Datasets[0] with { Uri = "s3://data/digits.bin", Format = "Idx", Columns = new Dictionary<string, string>() }],
            Preprocessing = new PreprocessingSection { Image = new ImageSection { HorizontalFlip = "2", CropPadding = 0, RandomResizedCrop = new RandomCropSection { MinArea = "0.9", MaxArea = "0.5" } } },
        }));
        Assert.Equal(
        [
            "spec.task.features", "spec.task.features", "spec.datasets[0].uri", "spec.preprocessing.image", "spec.preprocessing.image.horizontalFlip", "spec.preprocessing.image.cropPadding",
            "spec.preprocessing.image.randomResizedCrop.minArea",
        ], problems.Select(problem => problem.Field));
        Assert.Contains(JobValidator.Validate(Sample.Job(spec => spec with { Preprocessing = new PreprocessingSection { Image = new ImageSection() } })), problem => problem is { Field: "spec.preprocessing.image", Message: "does not fit SequenceClassification" });
    }

    [Fact]
    public void Two_datasets_of_one_name_and_a_column_of_no_meaning_are_named()
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(Sample.Job(spec => spec with
        {
            Datasets = [spec.Datasets[0], spec.Datasets[0] with { Role = "Test", Columns = new Dictionary<string, string> { ["txt"] = "text" } }],
        }));
        Assert.Equal(["spec.datasets[1].columns.txt", "spec.datasets"], problems.Select(problem => problem.Field));
    }

    [Theory]
    [InlineData("s3://data/team-a/x.csv", true)]
    [InlineData("s3://data/team-b/x.csv", false)]
    [InlineData("s3://data/team-a/../team-b/x.csv", false)]
    public void A_runtime_confines_a_namespace_to_its_own_prefixes(string uri, bool good)
    {
        var runtime = Sample.Runtime with { Storage = Sample.Runtime.Storage with { AllowedPrefixes = ["s3://models/", "s3://data/{namespace}/"] } };
        FineTuneJob job = Sample.Job(spec => spec with { Datasets = [spec.Datasets[0] with { Uri = uri }] });
        Assert.Equal(good, RuntimeValidator.Validate(job, runtime).Count == 0);
    }

    private static IEnumerable<string> Words<T>(string property) =>
        typeof(T).GetProperty(property)!.GetCustomAttribute<EnumValuesAttribute>()!.Values.Cast<string>();
}
