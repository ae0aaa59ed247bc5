using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>The final evaluation is told apart by columns of the user's own files, whatever their format.</summary>
public sealed class SliceTests
{
    [Fact]
    public async Task Every_row_counts_for_the_value_in_its_own_line()
    {
        using var work = new Workspace();
        var rows = SampleRows.Of(12, seed: 3);
        work.Write("train.csv", "text,label,source\n" + string.Concat(SampleRows.Of(48, seed: 1).Select(row => $"{row.Text},{row.Label},web\n")));
        work.Write("validation.csv", "source,text,label\n" + string.Concat(SampleRows.Of(12, seed: 2).Select(row => $",{row.Text},{row.Label}\n")));
        work.Write("test.jsonl", string.Concat(rows.Select((row, i) => new JsonObject { ["text"] = row.Text, ["label"] = row.Label, ["source"] = i % 3 == 0 ? "app" : i == 1 ? null : "web" }.ToJsonString() + "\n")));

        (await work.RunAsync(work.Spec(spec =>
        {
            spec["datasets"]![2]!["uri"] = $"file://{work.Root}/test.jsonl";
            spec["datasets"]![2]!["format"] = "Jsonl";
            spec["evaluation"] = JsonNode.Parse("""{ "slices": ["source"] }""");
        }))).Expect(ExitCode.Ok);

        var slices = work.Evaluation().Slices.Where(slice => slice.By == "source").ToList();
        Assert.Equal([("web", 7), ("app", 4), ("(none)", 1)], slices.Select(slice => (slice.Value, slice.Rows)));
        var right = slices.Sum(slice => slice.Tuned!.Values["accuracy"] * slice.Rows);
        Assert.Equal(work.Evaluation().Tuned!.Values["accuracy"] * 12, right, 1e-9);
    }

    [Fact]
    public async Task A_column_that_a_file_lacks_is_told_with_those_it_has()
    {
        using var work = new Workspace();
        var ended = (await work.RunAsync(work.Spec(spec => spec["evaluation"] = JsonNode.Parse("""{ "slices": ["source"] }""")))).Expect(ExitCode.InvalidData);
        Assert.Equal(["train.csv", "validation.csv", "test.csv"], ended.Report.Problems.Select(problem => problem.Place.Split(':')[0]));
        Assert.All(ended.Report.Problems, problem => Assert.Contains("'source'", problem.Message, StringComparison.Ordinal));
    }
}
