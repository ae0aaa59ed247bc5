using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Data.Tables;

namespace FineTuneTrainer.Core.Tests.Data.Tables;

public sealed class TableProcessorTests
{
    private static readonly TabularRow[] Rows = [new([1, 7], "a", 2), new([2, 7], "b", 3), new([6, 7], "a", 4)];

    [Fact]
    public void Columns_are_standardized_as_by_StandardScaler()
    {
        // sklearn.preprocessing.StandardScaler().fit([[1, 7], [2, 7], [6, 7]]): mean_ [3, 7], scale_ [sqrt(14/3), 1].
        var processor = TableProcessor.Of(["x", "y"], Rows);
        Assert.Equal([3, 7], processor.Mean);
        Assert.Equal(Math.Sqrt(14.0 / 3), processor.Deviation[0], 12);
        Assert.Equal(1, processor.Deviation[1]);
        Assert.Equal([(float)(-2 / Math.Sqrt(14.0 / 3)), 1], processor.Apply([1, 8]));
    }

    [Fact]
    public void What_was_written_reads_back()
    {
        var processor = TableProcessor.Of(["x", "y"], Rows);
        var read = TableProcessor.Read(JsonNode.Parse(processor.Write().ToJsonString())!.AsObject());
        Assert.Equal(processor.Features, read.Features);
        Assert.Equal(processor.Mean, read.Mean);
        Assert.Equal(processor.Deviation, read.Deviation);
    }

    [Theory]
    [InlineData("""{ "mean": [1], "std": [1] }""", "'features'")]
    [InlineData("""{ "features": ["x"], "mean": [1, null], "std": [1] }""", "'mean'")]
    [InlineData("""{ "features": ["x"], "mean": [1, 2], "std": [1] }""", "of one length")]
    [InlineData("""{ "features": ["x"], "mean": [1], "std": [0] }""", "std above 0")]
    public void A_file_that_does_not_fit_is_refused_by_field(string json, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => TableProcessor.Read(JsonNode.Parse(json)!.AsObject())).Message, StringComparison.Ordinal);
}
