using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary><c>evaluate</c> judges again what a run has published, or any other model, and says the same as the run.</summary>
public sealed class EvaluateTests(TrainedRun run) : IClassFixture<TrainedRun>
{
    [Fact]
    public async Task A_published_model_gets_the_scores_its_run_reported()
    {
        var folder = Path.Combine(run.Work.Root, "again");
        var ended = (await run.Work.EvaluateAsync(run.Spec(), "--output", folder)).Expect(ExitCode.Ok);

        var (before, again) = (run.Work.Evaluation(), run.Work.Evaluation(folder));
        Assert.Equal(Json(before), Json(again));
        Assert.True(again.Cost is { LatencyRows: 12, RowsPerSecond: > 0 });
        Assert.Equal(File.ReadAllText(Path.Combine(folder, RunLayout.EvaluationText)), string.Join('\n', ended.Output) + "\n");
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, RunLayout.EvaluationPage)), StringComparison.Ordinal);
        foreach (var part in (string[])["The tuned model is better on 12 Test rows", "| accuracy |", "| fruit |", "| length in tokens |", "95 % interval"])
            Assert.Contains(ended.Output, line => line.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_elsewhere_is_judged_by_its_path()
    {
        var ended = (await run.Work.EvaluateAsync(run.Spec(), "--model", run.Work.FileOf("output/model"))).Expect(ExitCode.Ok);
        Assert.Contains(ended.Output, line => line.StartsWith("The tuned model is better", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_published_model_the_base_model_is_judged_alone()
    {
        using var work = new Workspace();
        var ended = (await work.EvaluateAsync(work.Spec())).Expect(ExitCode.Ok);
        Assert.Contains("nothing is published at", ended.Error, StringComparison.Ordinal);
        Assert.Contains(ended.Output, line => line.StartsWith("The base model's accuracy on 12 Test rows is", StringComparison.Ordinal));
        Assert.False(Directory.Exists(work.Output));
    }

    [Fact]
    public async Task A_model_without_a_trained_head_is_refused()
    {
        var ended = (await run.Work.EvaluateAsync(run.Spec(), "--model", run.Work.Model)).Expect(ExitCode.ModelIncompatible);
        Assert.Contains("classifier.weight is not in the model: it has no trained head", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_with_its_classes_in_another_order_is_refused()
    {
        using var work = new Workspace();
        var folder = Path.Combine(work.Root, "shuffled");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(run.Work.FileOf("output/model")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))!;
        (config["id2label"]!["0"], config["id2label"]!["2"]) = ("water", "fruit");
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());

        var ended = (await work.EvaluateAsync(work.Spec(), "--model", folder)).Expect(ExitCode.ModelIncompatible);
        Assert.Contains("the model's classes are water, tool, fruit; those of the training rows are fruit, tool, water", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_rows_to_judge_by_is_refused()
    {
        using var work = new Workspace();
        var ended = (await work.EvaluateAsync(work.Spec(spec => spec["datasets"] = new JsonArray(spec["datasets"]![0]!.DeepClone())))).Expect(ExitCode.InvalidConfig);
        Assert.Contains("no dataset has role Test or Validation", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        using var work = new Workspace();
        work.Write("file", "");
        var ended = (await work.EvaluateAsync(work.Spec(), "--output", Path.Combine(work.Root, "file"))).Expect(ExitCode.InvalidConfig);
        Assert.Contains("--output", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Adapter")]
    [InlineData("Merged")]
    public async Task An_adapter_is_judged_on_its_base_model_and_a_merged_model_by_itself(string artifact)
    {
        using var work = new Workspace();
        var spec = work.Spec(spec =>
        {
            spec["method"] = JsonNode.Parse("""{ "type": "LoRA", "lora": { "rank": 4, "targetModules": ["query", "value"] } }""");
            spec["output"]!["artifacts"] = new JsonArray(artifact);
            spec["hyperparameters"]!["epochs"] = 6;
        });
        (await work.RunAsync(spec)).Expect(ExitCode.Ok);

        (await work.EvaluateAsync(spec, "--output", Path.Combine(work.Root, "again"))).Expect(ExitCode.Ok);

        var (before, again) = (work.Evaluation(), work.Evaluation(Path.Combine(work.Root, "again")));
        Assert.NotEqual(before.Base!.Values["loss"], before.Tuned!.Values["loss"]);
        Assert.Equal(before.Base.Values, again.Base!.Values);
        Assert.Equal(before.Tuned.Values["accuracy"], again.Tuned!.Values["accuracy"]);
        // Weights that were added up beforehand round otherwise.
        Assert.Equal(before.Tuned.Values["loss"], again.Tuned.Values["loss"], 1e-5);
    }

    private static string Json(EvaluationReport report) => JsonSerializer.Serialize(report with { Cost = null }, ContractJson.Options);
}
