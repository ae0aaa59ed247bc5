using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Tables in real runs.</summary>
public sealed class TableRunTests
{
    [Fact]
    public async Task Iris_is_learned_from_nothing_and_predicted_by_order_and_by_name()
    {
        using var work = new Workspace();
        work.CopyIris();
        // Another order and a column more, in a file of another format.
        var rows = Lines("test.csv").Select(fields => $$"""{ "note": "x", "species": "{{fields[4]}}", "petal_width": {{fields[3]}}, "petal_length": "{{fields[2]}}", "sepal_width": {{fields[1]}}, "sepal_length": {{fields[0]}} }""");
        work.Write("test.jsonl", string.Join('\n', rows));
        (await work.RunAsync(work.IrisSpec(spec =>
        {
            spec["datasets"]![2]!["uri"] = $"file://{work.Root}/test.jsonl";
            spec["datasets"]![2]!["format"] = "Jsonl";
        }))).Expect(ExitCode.Ok);

        var report = work.Report();
        Assert.True(report.Tuned!["accuracy"] >= 0.9, $"{report.Baseline!["accuracy"]} -> {report.Tuned["accuracy"]}");
        var test = Lines("test.csv").ToList();
        var inOrder = await work.LabelsAsync([.. test.Select(fields => string.Join(',', fields[..4]))]);
        var byName = await work.LabelsAsync([.. test.Select(fields => $"petal_width={fields[3]}, petal_length={fields[2]}, sepal_length={fields[0]}, sepal_width={fields[1]}")]);
        Assert.Equal(inOrder, byName);
        Assert.Equal(report.Tuned["accuracy"], test.Zip(inOrder).Count(pair => pair.First[4] == pair.Second) / (double)test.Count, 9);
    }

    [Fact]
    public async Task Named_features_are_read_in_their_order_and_kept_with_their_statistics()
    {
        using var work = new Workspace();
        work.CopyIris();
        (await work.RunAsync(work.IrisSpec(spec =>
        {
            spec["task"]!["features"] = new JsonArray("petal_width", "petal_length");
            spec["hyperparameters"]!["epochs"] = 1;
        }))).Expect(ExitCode.Ok);

        var processor = JsonNode.Parse(File.ReadAllText(work.FileOf("output/model/preprocessor_config.json")))!;
        Assert.Equal(["petal_width", "petal_length"], processor["features"]!.AsArray().Select(name => name!.GetValue<string>()));
        double[] widths = [.. Lines("train.csv").Select(fields => double.Parse(fields[3], System.Globalization.CultureInfo.InvariantCulture))];
        var mean = widths.Average();
        Assert.Equal(mean, processor["mean"]![0]!.GetValue<double>(), 12);
        Assert.Equal(Math.Sqrt(widths.Average(width => (width - mean) * (width - mean))), processor["std"]![0]!.GetValue<double>(), 12);

        var error = await work.RefusedAsync(ExitCode.InvalidData, "1,2,3", "petal_width=1,sepal_width=2", "1,long");
        Assert.Contains("has 3 numbers, the model reads 2", error, StringComparison.Ordinal);
        Assert.Contains("the model has no column 'sepal_width'", error, StringComparison.Ordinal);
        Assert.Contains("'petal_length' is missing", error, StringComparison.Ordinal);
        Assert.Contains("'long' for petal_length is not a number", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_trained_again_keeps_its_columns_and_their_statistics()
    {
        using var work = new Workspace();
        work.CopyIris();
        (await work.RunAsync(work.IrisSpec(spec => spec["hyperparameters"]!["epochs"] = 20))).Expect(ExitCode.Ok);
        var first = (Processor: File.ReadAllText(work.FileOf("output/model/preprocessor_config.json")), work.Report().Tuned);
        work.Write("train.csv", string.Join('\n', File.ReadLines(Path.Combine(work.Root, "train.csv")).Take(40)));
        var again = work.IrisSpec(spec =>
        {
            spec["model"] = new JsonObject { ["uri"] = $"file://{work.FileOf("output/model")}/" };
            spec["output"]!["uri"] = $"file://{work.Root}/again/";
        });
        (await work.RunAsync(again)).Expect(ExitCode.Ok);

        Assert.Equal(first.Processor, File.ReadAllText(Path.Combine(work.Root, "again", "output", "model", "preprocessor_config.json")));
        var report = System.Text.Json.JsonSerializer.Deserialize<RunReport>(File.ReadAllBytes(Path.Combine(work.Root, "again", RunLayout.Report)), ContractJson.Options)!;
        Assert.Equal(first.Tuned!["accuracy"], report.Baseline!["accuracy"]);
    }

    private static IEnumerable<string[]> Lines(string file) => File.ReadLines(Path.Combine(Pictures.Samples, "data", "iris", file)).Skip(1).Select(line => line.Split(','));
}
