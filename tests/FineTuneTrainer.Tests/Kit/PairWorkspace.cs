using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>A workspace of pairs that a tiny model can learn: the better answer to a prompt names a fruit, the worse one a tool or a river.</summary>
internal sealed class PairWorkspace : IDisposable
{
    public PairWorkspace(bool decoder)
    {
        if (decoder)
            TinyDecoder.Write(Work.Model);
        foreach (var (file, count, seed) in ((string, int, int)[])[("train", 48, 1), ("validation", 12, 2), ("test", 12, 3)])
            Work.Write($"{file}.jsonl", Jsonl(count, seed));
    }

    public Workspace Work { get; } = new();

    /// <summary>A run with a loss and more settings of <c>task.preference</c>.</summary>
    public JsonObject Spec(string preference, Action<JsonObject>? change = null) => Work.Spec(spec =>
    {
        spec["task"] = JsonNode.Parse($$"""{ "type": "Preference", "preference": {{preference}} }""");
        foreach (var dataset in spec["datasets"]!.AsArray())
        {
            dataset!["uri"] = dataset["uri"]!.GetValue<string>().Replace(".csv", ".jsonl", StringComparison.Ordinal);
            dataset["format"] = "Jsonl";
        }

        spec["preprocessing"]!["maxSequenceLength"] = 32;
        change?.Invoke(spec);
    });

    public async Task<RunReport> TrainAsync(string preference, Action<JsonObject>? change = null)
    {
        (await Work.RunAsync(Spec(preference, change))).Expect(ExitCode.Ok);
        return Work.Report();
    }

    /// <summary>What a reward model gives an answer.</summary>
    public async Task<double> ScoreAsync(string prompt, string answer)
    {
        using var trainer = new TrainerProcess(["predict", "--model", Work.FileOf("output/model"), "--json", "--prompt", prompt, answer], []);
        return JsonNode.Parse(Assert.Single((await trainer.EndAsync()).Expect(ExitCode.Ok).Output))!["value"]!.GetValue<double>();
    }

    /// <summary>The losses of the training steps, in order.</summary>
    public double[] Losses() => [.. File.ReadLines(Work.FileOf(RunLayout.Metrics)).Select(line => JsonNode.Parse(line)!).Where(line => line["loss"] is not null).Select(line => line["loss"]!.GetValue<double>())];

    public void Dispose() => Work.Dispose();

    private static string Jsonl(int count, int seed)
    {
        var rows = SampleRows.Of(3 * count, seed);
        string[] better = [.. rows.Where(row => row.Label == "fruit").Select(row => row.Text)], worse = [.. rows.Where(row => row.Label != "fruit").Select(row => row.Text)];
        return string.Concat(better.Select((text, i) => JsonSerializer.Serialize(new { prompt = string.Create(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "my" : "the")} "), chosen = text, rejected = worse[i] }) + "\n"));
    }
}
