using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>A run.json that cannot work ends as InvalidConfig, every problem with its field.</summary>
public sealed class BadSpecTests
{
    [Fact]
    public async Task All_problems_of_a_spec_come_at_once()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(spec =>
        {
            spec["hyperparameters"]!["learningRate"] = -0.1;
            spec["hyperparameters"]!["microBatchSize"] = 3;
            spec["method"] = JsonNode.Parse("""{ "type": "LoRA", "lora": { "targetModules": ["query"] }, "freeze": {} }""");
            spec["output"]!["artifacts"] = new JsonArray("Adapter");
            spec["model"]!["uri"] = "http://example.com/model";
            spec["datasets"]![0]!["uri"] = "s3://bucket/train.csv";
        }));

        Assert.Contains("-0.1", report.At("hyperparameters.learningRate").Message, StringComparison.Ordinal);
        Assert.Contains("lora and freeze are both set", report.At("method").Message, StringComparison.Ordinal);
        report.At("hyperparameters.microBatchSize");
        report.At("model.uri");
        Assert.Contains("storage is not set", report.At("datasets[0].uri").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_that_the_validation_rows_leave_undefined_cannot_decide()
    {
        using var work = new Workspace();
        work.Write("validation.csv", "text,label\nthe saw,tool\nmy pear,fruit\n");
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(spec => spec["evaluation"] = JsonNode.Parse("""{ "metric": "roc_auc" }""")));
        Assert.Contains("no validation row has the label 'water'", report.At("evaluation.metric").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_field_is_named()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(spec => spec["hyperparameters"]!["learningrate"] = 1));
        Assert.Contains("learningrate", report.At("hyperparameters.learningrate").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_named()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(spec => spec["hyperparameters"]!["batchSize"] = "many"));
        report.At("hyperparameters.batchSize");
    }

    [Fact]
    public async Task A_list_with_a_hole_is_no_defect_of_the_trainer()
    {
        using var work = new Workspace();
        await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(spec => spec["datasets"]!.AsArray().Add(null)));
    }

    [Fact]
    public async Task A_run_json_that_does_not_exist_is_said_so()
    {
        using var trainer = new TrainerProcess(["run", "no-such-file.json"], []);
        var ended = (await trainer.EndAsync()).Expect(ExitCode.InvalidConfig);
        Assert.Contains("no-such-file.json", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_that_does_not_exist_is_named_by_its_field()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(spec => spec["datasets"]![1]!["uri"] = $"file://{work.Root}/none.csv"));
        Assert.Contains("none.csv", report.At("datasets[1].uri").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scratch_folder_that_cannot_be_written_is_named()
    {
        using var work = new Workspace();
        work.Write("plain", "a file, no folder");
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(), (TrainerVariables.Scratch, Path.Combine(work.Root, "plain", "scratch")));
        report.At(TrainerVariables.Scratch);
    }

    [Fact]
    public async Task A_sequence_longer_than_the_models_positions_is_refused()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(spec => spec["preprocessing"]!["maxSequenceLength"] = TinyModel.Positions + 1));
        Assert.Contains($"{TinyModel.Positions}", report.At("preprocessing.maxSequenceLength").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_LoRA_target_that_matches_nothing_lists_what_exists()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.Spec(spec =>
        {
            spec["method"] = JsonNode.Parse("""{ "type": "LoRA", "lora": { "targetModules": ["q_proj"] } }""");
            spec["output"]!["artifacts"] = new JsonArray("Adapter");
        }));
        var problem = report.At("method.lora.targetModules");
        Assert.Contains("q_proj", problem.Message, StringComparison.Ordinal);
        Assert.Contains("query, key, value", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_learning_rate_that_blows_the_weights_up_is_Diverged()
    {
        using var work = new Workspace();
        await work.FailsAsync(ExitCode.Diverged, work.Spec(spec =>
        {
            spec["hyperparameters"]!["learningRate"] = 1e30;
            spec["hyperparameters"]!["warmupRatio"] = 0;
        }));
    }
}
