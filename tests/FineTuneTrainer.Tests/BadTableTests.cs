using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Tables that cannot be learned from end as InvalidData, every problem with row and column.</summary>
public sealed class BadTableTests
{
    private const string Header = "sepal_length,sepal_width,petal_length,petal_width,species\n";

    [Fact]
    public async Task Missing_and_wrong_values_are_named_with_row_and_column()
    {
        using var work = Iris();
        work.Write("train.csv", $"{Header}5.1,3.5,,0.2,setosa\n6.3,wide,6.0,2.5,virginica\n6.3,3.3,6.0,2.5,\n6.3,3.3,NaN,2.5,virginica\n");
        work.Write("test.csv", $"{Header}5.1,3.5,1.4,1e300,setosa\n");
        var report = await work.FailsAsync(ExitCode.InvalidData, work.IrisSpec());
        Assert.Equal("the value is missing (column 'petal_length')", report.At("train.csv:2").Message);
        Assert.Equal("'wide' is not a number (column 'sepal_width')", report.At("train.csv:3").Message);
        Assert.Contains("label is missing", report.At("train.csv:4").Message, StringComparison.Ordinal);
        Assert.Contains("'NaN' is not a number", report.At("train.csv:5").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_no_weight_can_hold_is_named()
    {
        using var work = Iris();
        work.Write("test.csv", $"{Header}5.1,3.5,1.4,1e300,setosa\n");
        var report = await work.FailsAsync(ExitCode.InvalidData, work.IrisSpec());
        Assert.Contains("1E+300 in column 'petal_width' is too large", report.At("test.csv:2").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_that_no_file_has_lists_the_columns_there_are()
    {
        using var work = Iris();
        var report = await work.FailsAsync(ExitCode.InvalidData, work.IrisSpec(spec => spec["task"]!["features"] = new JsonArray("sepal_width", "stem_length")));
        Assert.Contains("there is no column 'stem_length'; the columns are: sepal_length", report.At("train.csv:1").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_another_file_lacks_is_named_there()
    {
        using var work = Iris();
        work.Write("validation.csv", "sepal_length,sepal_width,petal_length,species\n5.1,3.5,1.4,setosa\n");
        var report = await work.FailsAsync(ExitCode.InvalidData, work.IrisSpec());
        Assert.Contains("'petal_width'", report.At("validation.csv:1").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.1,3.5,1.4,0.2,setosa\n4.9,3.0,1.4,0.2,setosa\n", "the one label 'setosa'")]
    [InlineData("5.1,3.5,1.4,0.2,setosa\n5.1,3.5,1.4,0.2,virginica\n", "no column varies")]
    public async Task What_does_not_differ_teaches_nothing(string rows, string message)
    {
        using var work = Iris();
        foreach (var file in (string[])["train.csv", "validation.csv", "test.csv"])
            work.Write(file, Header + rows);
        Assert.Contains(message, (await work.FailsAsync(ExitCode.InvalidData, work.IrisSpec())).At("train.csv").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_column_that_never_varies_is_harmless()
    {
        using var work = Iris();
        foreach (var file in (string[])["train.csv", "validation.csv", "test.csv"])
            work.Write(file, $"{Header}5.1,3.5,1.4,0.2,setosa\n6.3,3.5,6.0,2.5,virginica\n6.3,3.5,5.0,1.5,virginica\n");
        (await work.RunAsync(work.IrisSpec(spec => spec["hyperparameters"]!["epochs"] = 1))).Expect(ExitCode.Ok);
        Assert.Equal(1, JsonNode.Parse(File.ReadAllText(work.FileOf("output/model/preprocessor_config.json")))!["std"]![1]!.GetValue<double>());
    }

    [Fact]
    public async Task A_width_that_the_data_do_not_have_is_refused()
    {
        using var work = Iris();
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.IrisSpec(spec => spec["model"]!["scratch"]!["config"]!["input_size"] = 7));
        Assert.Contains("input_size is 7, the data have 4 feature columns", report.Message, StringComparison.Ordinal);
    }

    private static Workspace Iris()
    {
        var work = new Workspace();
        work.CopyIris();
        return work;
    }
}
