using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>What a finished run leaves in the store, and what plan and predict say about it.</summary>
public sealed class PublishedRunTests(TrainedRun run) : IClassFixture<TrainedRun>
{
    [Fact]
    public void The_manifest_lists_every_file_that_lies_there()
    {
        var manifest = JsonSerializer.Deserialize<ArtifactManifest>(File.ReadAllBytes(run.Work.FileOf(ArtifactManifest.FileName)), ContractJson.Options)!;
        Assert.Equal(("run", "u1", 1, "sha256:f"), (manifest.Kind, manifest.RunUid, manifest.Epoch, manifest.Fingerprint));
        Assert.All(manifest.Files, file => Assert.Equal(file.Sha256, run.Work.Digest(file.Path)));
        var paths = manifest.Files.Select(file => file.Path).ToHashSet();
        Assert.Superset(new HashSet<string> { "run.json", "report.json", "evaluation.json", "evaluation.md", "evaluation.html", "metrics/metrics.jsonl", "output/model/config.json", "output/model/model.safetensors", "output/model/vocab.txt", "output/model/README.md" }, paths);
        Assert.Contains(paths, path => path.StartsWith("metrics/events.out.tfevents.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_scores_the_tuned_model_on_the_test_rows()
    {
        var report = run.Work.Report();
        Assert.Equal("Test", report.ScoredOn);
        Assert.True(report.Tuned!["accuracy"] > report.Baseline!["accuracy"], $"{report.Baseline["accuracy"]} -> {report.Tuned["accuracy"]}");
        Assert.Equal([("model", null), ("rows", 60L), ("held", 12L)], report.Inputs.Select(input => (input.Name, input.Records)));
        Assert.Equal(report.TotalParameters, report.TrainableParameters);
        Assert.True(report.PeakMemoryBytes > 0 && report.TokensPerSecond > 0 && report.DurationSeconds > 0);
        Assert.Equal(report with { Inputs = [], Outputs = [], Problems = [], Tuned = null, Baseline = null }, run.Ended.Report with { Inputs = [], Outputs = [], Problems = [], Tuned = null, Baseline = null });
    }

    [Fact]
    public void The_evaluation_compares_base_and_tuned_model_on_the_same_rows()
    {
        var (report, evaluation) = (run.Work.Report(), run.Work.Evaluation());
        Assert.Equal(("fruits", "Test", 12, "accuracy"), (evaluation.Name, evaluation.ScoredOn, evaluation.Rows, evaluation.Metric));
        Assert.Equal(report.Baseline, evaluation.Base!.Values);
        Assert.Equal(report.Tuned, evaluation.Tuned!.Values);
        Assert.Equal(VerdictType.Better, evaluation.Difference!.Verdict);
        Assert.Equal(["fruit", "tool", "water"], evaluation.Classes.Select(one => one.Label));
        Assert.Equal(12, evaluation.Slices.Where(slice => slice.By == "length in tokens").Sum(slice => slice.Rows));
        Assert.True(evaluation.Cost is { LatencyRows: 12, RowsPerSecond: > 0, PeakMemoryBytes: > 0 } cost && cost.LatencyP50Milliseconds <= cost.LatencyP95Milliseconds);
        Assert.Contains("The tuned model is better", File.ReadAllText(run.Work.FileOf(RunLayout.EvaluationText)), StringComparison.Ordinal);
        Assert.Contains(run.Ended.Output, line => line.Contains("The tuned model is better on 12 Test rows", StringComparison.Ordinal));
    }

    [Fact]
    public void Early_stopping_ends_a_run_that_no_longer_improves()
    {
        var report = run.Work.Report();
        Assert.StartsWith("stopped early at step", report.Message, StringComparison.Ordinal);
        Assert.True(report.Step < report.TotalSteps);
    }

    [Fact]
    public void Metrics_have_a_line_for_every_step_and_evaluation()
    {
        var lines = File.ReadLines(run.Work.FileOf(RunLayout.Metrics)).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.Equal(Enumerable.Range(1, run.Work.Report().Step), lines.Where(line => line.ContainsKey("loss")).Select(line => line["step"]!.GetValue<int>()));
        Assert.Contains(lines, line => line["evaluation"]?.GetValue<string>() == "baseline");
        Assert.Contains(lines, line => line["evaluation"]?.GetValue<string>() == "eval" && line["rows"]!.GetValue<int>() == 12);
    }

    [Fact]
    public void The_event_file_has_the_curves()
    {
        var events = Directory.GetFiles(run.Work.FileOf("metrics"), "events.out.tfevents.*").Single();
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(events));
        foreach (var tag in (string[])["train/loss", "train/learning_rate", "eval/accuracy", "final/loss"])
            Assert.Contains(tag, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_card_tells_data_settings_and_scores()
    {
        var card = File.ReadAllText(run.Work.FileOf("output/model/README.md"));
        foreach (var part in (string[])["# fruits", "| accuracy |", "| fruit |", "| rows | `sha256:", "| learning rate | 0.003", "The tuned model is better on 12 Test rows: accuracy "])
            Assert.Contains(part, card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_shows_what_a_run_would_do_and_writes_nothing()
    {
        var spec = run.Spec();
        spec["output"]!["uri"] = $"file://{run.Work.Root}/planned/";
        run.Work.Write("plan.json", spec.ToJsonString());
        using var trainer = new TrainerProcess(["plan", Path.Combine(run.Work.Root, "plan.json")], [(TrainerVariables.Scratch, Path.Combine(run.Work.Root, "scratch"))]);
        var text = string.Join('\n', (await trainer.EndAsync()).Expect(ExitCode.Ok).Output);

        Assert.Contains("48 train, 12 validation", text, StringComparison.Ordinal);
        Assert.Contains("360 (6 an epoch, micro-batches of 4)", text, StringComparison.Ordinal);
        Assert.Contains("fruit: [CLS]", text, StringComparison.Ordinal);
        Assert.Contains("linear kernel Native", text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Work.Root, "planned")));
    }

    [Fact]
    public async Task Predict_labels_texts()
    {
        using var trainer = new TrainerProcess(["predict", "--model", run.Work.FileOf("output/model"), "the old hammer saw", "my pear plum"], []);
        var lines = (await trainer.EndAsync()).Expect(ExitCode.Ok).Output;
        Assert.Equal(2, lines.Count);
        Assert.StartsWith("tool ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("fruit ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_reads_standard_input_and_answers_in_JSON()
    {
        using var trainer = new TrainerProcess(["predict", "--model", $"file://{run.Work.FileOf("output/model")}/", "--json"], []);
        await trainer.Input.WriteLineAsync("the river lake");
        trainer.Input.Close();
        var line = JsonNode.Parse(Assert.Single((await trainer.EndAsync()).Expect(ExitCode.Ok).Output))!;
        Assert.Equal(("the river lake", "water"), (line["text"]!.GetValue<string>(), line["label"]!.GetValue<string>()));
        Assert.InRange(line["confidence"]!.GetValue<double>(), 1.0 / 3, 1);
    }

    [Fact]
    public async Task Predict_refuses_a_model_without_a_trained_head()
    {
        using var trainer = new TrainerProcess(["predict", "--model", run.Work.Model, "text"], []);
        var ended = (await trainer.EndAsync()).Expect(ExitCode.ModelIncompatible);
        Assert.Contains("it reads SequenceClassification", ended.Error, StringComparison.Ordinal);
    }
}
