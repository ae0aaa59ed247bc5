using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Data that cannot be learned from ends as InvalidData, every problem with file and row.</summary>
public sealed class BadDataTests
{
    [Fact]
    public async Task An_unknown_label_column_lists_the_columns_there_are()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.InvalidData, work.Spec(spec => spec["datasets"]![0]!["columns"] = new System.Text.Json.Nodes.JsonObject { ["label"] = "intent" }));
        Assert.Contains("'intent'", report.Message, StringComparison.Ordinal);
        Assert.Contains("text, label", report.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text,label\n")]
    public async Task A_file_without_rows_is_named(string content)
    {
        using var work = new Workspace();
        work.Write("train.csv", content);
        var report = await work.FailsAsync(ExitCode.InvalidData, work.Spec());
        Assert.StartsWith("train.csv", report.Problems[0].Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_no_weight_can_hold_is_named_with_its_row()
    {
        using var work = new Workspace();
        foreach (var file in (string[])["validation.csv", "test.csv"])
            work.Write(file, "text,label\nthe saw,2\n");
        work.Write("train.csv", "text,label\nthe old saw,1\nthe new saw,1e300\nmy saw,much\n");
        var report = await work.FailsAsync(ExitCode.InvalidData, work.Spec(spec => spec["task"]!["problemType"] = "Regression"));
        Assert.Contains("too large", report.At("train.csv:3").Message, StringComparison.Ordinal);
        Assert.Contains("(column 'label')", report.At("train.csv:4").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_row_is_named_by_its_number()
    {
        using var work = new Workspace();
        work.Write("train.csv", SampleRows.Csv(9, 1) + "one,two,three\n" + SampleRows.Csv(3, 1)["text,label\n".Length..]);
        var report = await work.FailsAsync(ExitCode.InvalidData, work.Spec());
        report.At("train.csv:11");
    }

    [Fact]
    public async Task A_broken_training_file_is_not_blamed_on_the_others()
    {
        using var work = new Workspace();
        work.Write("train.csv", "text,label\none,two,three\n");
        var report = await work.FailsAsync(ExitCode.InvalidData, work.Spec());
        Assert.Equal("train.csv:2", Assert.Single(report.Problems).Place);
    }

    [Fact]
    public async Task A_label_that_training_never_saw_is_named_with_its_row()
    {
        using var work = new Workspace();
        work.Write("validation.csv", SampleRows.Csv(3, 2) + "the old cat,animal\n");
        var report = await work.FailsAsync(ExitCode.InvalidData, work.Spec());
        Assert.Contains("'animal'", report.At("validation.csv:5").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_of_all_files_come_at_once_and_fit_the_termination_message()
    {
        using var work = new Workspace();
        work.Write("train.csv", SampleRows.Csv(9, 1) + string.Concat(Enumerable.Repeat($",{new string('x', 200)}\n", 500)));
        work.Write("test.csv", "a,b\n1,2\n");
        var report = await work.FailsAsync(ExitCode.InvalidData, work.Spec());
        Assert.NotEmpty(report.Problems);
        Assert.Contains("more)", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_one_label_teach_nothing()
    {
        using var work = new Workspace();
        work.Write("train.csv", "text,label\nthe apple,fruit\na pear,fruit\n");
        work.Write("validation.csv", "text,label\nthe apple,fruit\n");
        work.Write("test.csv", "text,label\nthe apple,fruit\n");
        var report = await work.FailsAsync(ExitCode.InvalidData, work.Spec());
        Assert.Contains("'fruit'", report.Message, StringComparison.Ordinal);
    }
}
