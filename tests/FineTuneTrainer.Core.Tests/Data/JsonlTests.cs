using System.Text;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Tests.Data;

public sealed class JsonlTests
{
    [Fact]
    public void Strings_numbers_and_flags_are_labels()
    {
        RowSet set = Read("""
            {"text":"one\ntwo","label":"a"}

            {"label":1,"text":"好","other":{}}
            {"label":true,"text":"x"}
            """);
        Assert.Equal([new Row("one\ntwo", "a", 1), new Row("好", "1", 3), new Row("x", "true", 4)], set.Rows);
        Assert.True(set.IsClean);
    }

    [Theory]
    [InlineData("", 0, "the file is empty")]
    [InlineData("\n", 0, "the file has no rows")]
    [InlineData("{\"text\":\"x\",\"label\":\"a\"}\n{\"text\":", 2, "the line is not valid JSON")]
    [InlineData("{\"text\":\"x\",\"text\":\"y\",\"label\":\"a\"}", 1, "the line is not valid JSON")]
    [InlineData("[1]", 1, "the line is not a JSON object")]
    [InlineData("{\"text\":\"x\",\"label\":\"a\"}\n{\"text\":\"y\"}", 2, "there is no field 'label'")]
    [InlineData("{\"review\":\"x\",\"label\":\"a\"}", 0, "no line has the field 'text'; the fields are: label, review")]
    [InlineData("{\"text\":[\"x\"],\"label\":\"a\"}", 1, "the field 'text' is not a plain value")]
    [InlineData("{\"text\":\"\",\"label\":\"a\"}", 1, "the text is empty")]
    [InlineData("{\"text\":null,\"label\":\"a\"}", 1, "the text is empty")]
    [InlineData("{\"text\":\"x\",\"label\":null}", 1, "the label is missing")]
    [InlineData("{\"text\":\"\\ud83d\",\"label\":\"a\"}", 1, "a string holds half of a surrogate pair")]
    public void A_fault_is_told_with_its_line(string jsonl, long row, string message)
    {
        DataProblem problem = Read(jsonl).Problems[0];
        Assert.Equal((row, message), (problem.Row, problem.Message));
    }

    [Fact]
    public void A_problem_reads_as_one_line() =>
        Assert.Equal("f.jsonl, row 1, column 'text': the text is empty (write the text, or remove the row)", Read("{\"text\":\"\",\"label\":\"a\"}").Problems[0].ToString());

    private static RowSet Read(string jsonl) =>
        RowReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(jsonl)), DatasetFormat.Jsonl, "f.jsonl", "text", "label");
}
