using System.Globalization;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Every task in a real run: it learns, its scores are its own, and predict reads what it made.</summary>
public sealed class TaskRunTests
{
    [Fact]
    public async Task Several_labels_a_text_are_learned_and_predicted()
    {
        using var work = new Workspace();
        foreach (var (file, count, seed) in Files)
            work.Write($"{file}.csv", "text,labels\n" + string.Concat(SampleRows.Of(count, seed).Select((row, i) => $"{row.Text}{(i % 2 == 0 ? " rain" : "")},{row.Label}{(i % 2 == 0 ? ";wet" : "")}\n")));
        var report = await TrainAsync(work, """{ "type": "SequenceClassification", "problemType": "MultiLabel" }""", epochs: 40);

        Assert.True(report.Tuned!["f1_micro"] > report.Baseline!["f1_micro"] && report.Tuned["f1_micro"] > 0.8, $"{report.Baseline["f1_micro"]} -> {report.Tuned["f1_micro"]}");
        var said = await PredictAsync(work, "the old hammer rain");
        Assert.Equal(["tool", "wet"], said["labels"]!.AsArray().Select(one => one!["label"]!.GetValue<string>()));
        Assert.Contains("multi_label_classification", File.ReadAllText(work.FileOf("output/model/config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_learned_and_predicted()
    {
        using var work = new Workspace();
        foreach (var (file, count, seed) in Files)
            work.Write($"{file}.csv", "text,label\n" + string.Concat(SampleRows.Of(count, seed).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Text},{row.Label.Length / 2.0}\n"))));
        var report = await TrainAsync(work, """{ "type": "SequenceClassification", "problemType": "Regression" }""", epochs: 40);

        Assert.True(report.Tuned!["mse"] < report.Baseline!["mse"], $"{report.Baseline["mse"]} -> {report.Tuned["mse"]}");
        Assert.InRange((await PredictAsync(work, "the old hammer saw"))["value"]!.GetValue<double>(), 1.5, 2.5);
    }

    [Fact]
    public async Task Tags_are_learned_from_CoNLL_and_entities_predicted()
    {
        using var work = new Workspace();
        foreach (var (file, count, seed) in Files)
            work.Write($"{file}.conll", Conll(count, seed));
        var report = await TrainAsync(work, """{ "type": "TokenClassification" }""", epochs: 40, extension: "conll");

        Assert.True(report.Tuned!["f1"] > report.Baseline!["f1"] && report.Tuned["f1"] > 0.8, $"{report.Baseline["f1"]} -> {report.Tuned["f1"]}");
        var entity = (await PredictAsync(work, "my old hammer is here"))["entities"]![0]!;
        Assert.Equal(("tool", 7, 13), (entity["type"]!.GetValue<string>(), entity["start"]!.GetValue<int>(), entity["end"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Hidden_words_are_learned_and_filled_in()
    {
        using var work = new Workspace();
        Texts(work);
        var report = await TrainAsync(work, """{ "type": "MaskedLM", "masking": { "probability": 0.2 } }""", epochs: 30, extension: "txt");

        Assert.True(report.Tuned!["perplexity"] < report.Baseline!["perplexity"] / 2, $"{report.Baseline["perplexity"]} -> {report.Tuned["perplexity"]}");
        Assert.Equal(5, (await PredictAsync(work, "the old [MASK] saw"))["masks"]![0]!.AsArray().Count);
    }

    [Fact]
    public async Task The_next_token_is_learned_by_a_decoder()
    {
        using var work = new Workspace();
        Texts(work);
        TinyDecoder.Write(work.Model);
        var report = await TrainAsync(work, """{ "type": "CausalLM" }""", epochs: 8, extension: "txt");

        Assert.True(report.Tuned!["perplexity"] < report.Baseline!["perplexity"] / 4, $"{report.Baseline["perplexity"]} -> {report.Tuned["perplexity"]}");
        Assert.Contains("GPT2LMHeadModel", File.ReadAllText(work.FileOf("output/model/config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_MaskedLM_run_hides_the_same_words_again()
    {
        using var calm = new Workspace();
        using var killed = new Workspace();
        foreach (var work in (Workspace[])[calm, killed])
            Texts(work);
        JsonObject Spec(Workspace work, int epoch) => Of(work, """{ "type": "MaskedLM", "masking": { "wholeWord": true } }""", 4, "txt", spec => spec["run"]!["epoch"] = epoch);
        using (var trainer = killed.Start(Spec(killed, 1)))
        {
            await trainer.StepAsync(7);
            trainer.Kill();
            await trainer.EndAsync();
        }

        (await killed.RunAsync(Spec(killed, 2))).Expect(ExitCode.Ok);
        (await calm.RunAsync(Spec(calm, 1))).Expect(ExitCode.Ok);
        Assert.Equal(calm.Digest("output/model/model.safetensors"), killed.Digest("output/model/model.safetensors"));
    }

    [Fact]
    public async Task A_rehearsal_takes_three_steps_and_leaves_nothing()
    {
        using var work = new Workspace();
        var ended = (await work.RunAsync(work.Spec(spec => spec["mode"] = "Rehearsal"))).Expect(ExitCode.Ok);
        Assert.Equal((3, "all inputs are valid; rehearsed 3 steps, published nothing"), (ended.Report.Step, ended.Report.Message));
        Assert.False(Directory.Exists(work.Output));
    }

    private static readonly (string File, int Count, int Seed)[] Files = [("train", 48, 1), ("validation", 12, 2), ("test", 12, 3)];

    private static void Texts(Workspace work)
    {
        foreach (var (file, count, seed) in Files)
            work.Write($"{file}.txt", string.Join("\n\n", SampleRows.Of(count, seed).Select(row => row.Text)) + "\n");
    }

    private static string Conll(int count, int seed)
    {
        var things = SampleRows.Of(60, 9).SelectMany(row => row.Text.Split(' ')[^2..].Select(word => (word, row.Label))).Distinct().ToDictionary(pair => pair.word, pair => pair.Label);
        return string.Concat(SampleRows.Of(count, seed).Select(row => string.Concat(row.Text.Split(' ').Select(word => $"{word}\t{(things.TryGetValue(word, out var type) ? $"B-{type}" : "O")}\n")) + "\n"));
    }

    private static async Task<RunReport> TrainAsync(Workspace work, string task, int epochs, string extension = "csv")
    {
        var spec = Of(work, task, epochs, extension);
        (await work.RunAsync(spec)).Expect(ExitCode.Ok);
        await SameAgain.AssertAsync(work, spec);
        return work.Report();
    }

    private static JsonObject Of(Workspace work, string task, int epochs, string extension, Action<JsonObject>? change = null) => work.Spec(spec =>
    {
        spec["task"] = JsonNode.Parse(task);
        foreach (var dataset in spec["datasets"]!.AsArray())
        {
            dataset!["uri"] = dataset["uri"]!.GetValue<string>().Replace(".csv", $".{extension}", StringComparison.Ordinal);
            dataset["format"] = extension switch { "conll" => "Conll", "txt" => "Text", _ => "Csv" };
        }

        spec["hyperparameters"]!["epochs"] = epochs;
        change?.Invoke(spec);
    });

    private static async Task<JsonNode> PredictAsync(Workspace work, string text)
    {
        using var trainer = new TrainerProcess(["predict", "--model", work.FileOf("output/model"), "--json", text], []);
        return JsonNode.Parse(Assert.Single((await trainer.EndAsync()).Expect(ExitCode.Ok).Output))!;
    }
}
