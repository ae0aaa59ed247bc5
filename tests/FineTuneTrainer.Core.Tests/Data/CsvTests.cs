using System.Text;
using CsCheck;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Data;

public sealed class CsvTests
{
    [Fact]
    public void Quotes_line_breaks_and_commas_are_read()
    {
        RowSet set = Read("label,text\na,\"one, \"\"two\"\"\nthree\"\nb,four\n");
        Assert.Equal([new Row("one, \"two\"\nthree", "a", 2), new Row("four", "b", 3)], set.Rows);
        Assert.True(set.IsClean);
    }

    [Theory]
    [InlineData("\uFEFFtext,label\r\nx,a\r\ny,b\r\n")]
    [InlineData("text,label\nx,a\ny,b")]
    [InlineData("text,label\rx,a\ry,b\r")]
    [InlineData("text,label,more\nx,a,1\r\ny,b,2\n")]
    [InlineData("\"text\",\"label\"\n\"x\",\"a\"\ny,b\n")]
    public void Byte_order_mark_line_endings_and_other_columns_do_not_matter(string csv) =>
        Assert.Equal([new Row("x", "a", 2), new Row("y", "b", 3)], Read(csv).Rows);

    [Fact]
    public void Blank_lines_are_skipped_but_counted() =>
        Assert.Equal([new Row("x", "a", 2), new Row("y", "b", 4)], Read("text,label\nx,a\n\ny,b\n\n").Rows);

    [Fact]
    public void Without_a_label_column_rows_have_no_label()
    {
        RowSet set = RowReader.Read(Bytes("text,label\nx,\n"), DatasetFormat.Csv, "f.csv", "text", null);
        Assert.Equal([new Row("x", null, 2)], set.Rows);
        Assert.True(set.IsClean);
    }

    [Theory]
    [InlineData("", 0, "the file is empty")]
    [InlineData("\n", 1, "the first line is empty")]
    [InlineData("text,label\n", 0, "the file has no rows")]
    [InlineData("review,label\nx,a\n", 1, "there is no column 'text'; the columns are: review, label")]
    [InlineData("text;label\nx;a\n", 1, "there is no column 'text'; the columns are: text;label")]
    [InlineData("text,label,text\nx,a,b\n", 1, "the header names the column 'text' 2 times")]
    [InlineData("text,label\nx,a\ny\n", 3, "1 columns instead of 2 (line 3)")]
    [InlineData("text,label\nx,a\ny,b,c\n", 3, "3 columns instead of 2 (line 3)")]
    [InlineData("text,label\n\"x\n\ny\",a,b\n", 2, "3 columns instead of 2 (lines 2 to 4)")]
    [InlineData("text,label\nx,a\n \t,b\n", 3, "the text is empty")]
    [InlineData("text,label\nx,a\ny,\n", 3, "the label is missing")]
    [InlineData("text,label\nx\"y\",a\n", 2, "a quote stands inside a field, or is not closed (line 2)")]
    [InlineData("text,label\n\"x\"y,a\n", 2, "a quote stands inside a field, or is not closed (line 2)")]
    [InlineData("text,label\nx,a\n\"y,b\n", 3, "a quote stands inside a field, or is not closed (lines 3 to 4)")]
    public void A_fault_is_told_with_its_row(string csv, long row, string message)
    {
        DataProblem problem = Read(csv).Problems[0];
        Assert.Equal((row, message), (problem.Row, problem.Message));
    }

    [Fact]
    public void Invalid_UTF8_is_told_with_its_row()
    {
        byte[] bytes = [.. "text,label\nx,a\nca"u8, 0xE9, .. ",b\n"u8];
        RowSet set = RowReader.Read(new MemoryStream(bytes), DatasetFormat.Csv, "f.csv", "text", "label");
        Assert.Equal([new DataProblem("f.csv", 3, "invalid UTF-8", "save the file as UTF-8") { Column = "text" }], set.Problems);
        Assert.Single(set.Rows);
    }

    [Fact]
    public void Fifty_problems_are_kept_and_all_are_counted()
    {
        RowSet set = Read("text,label\n" + string.Concat(Enumerable.Repeat("x\n", 80)));
        Assert.Equal((50, 80), (set.Problems.Count, set.ProblemCount));
    }

    [Fact]
    public void What_is_written_with_quotes_is_read_back()
    {
        Gen<string> field = Gen.Char["ab,\"\r\n é好;\t"].Array[1, 12].Select(c => "x" + new string(c));
        Gen.Select(field, field).List[1, 8].Sample(rows =>
        {
            string csv = "text,label\r\n" + string.Concat(rows.Select(r => $"{Quoted(r.Item1)},{Quoted(r.Item2)}\r\n"));
            Assert.Equal(rows.Select((r, i) => new Row(r.Item1, r.Item2, i + 2)), Read(csv).Rows);
        });
    }

    [Fact]
    public void The_dirty_sample_tells_every_broken_row()
    {
        using FileStream stream = File.OpenRead(RepositoryFiles.Golden("data", "dirty", "train_dirty.csv"));
        RowSet set = RowReader.Read(stream, DatasetFormat.Csv, "train_dirty.csv", "text", "label");

        // Row numbers of the sample's description leave the header out.
        long[] columns = [8, 18, 28, 46, 51, 80, 96, 154, 156, 191];
        Assert.Equal(columns, set.Problems.Where(p => p.Message.Contains("columns instead", StringComparison.Ordinal)).Select(p => p.Row - 1));
        long[] labels = [69, 91, 106, 144];
        Assert.Equal(labels, set.Problems.Where(p => p.Message == "the label is missing").Select(p => p.Row - 1));
        long[] texts = [15, 25, 34, 45, 98, 182];
        Assert.Equal(texts, set.Problems.Where(p => p.Message == "the text is empty").Select(p => p.Row - 1));
        Assert.Equal(20, set.ProblemCount);
        Assert.Equal(180, set.Rows.Count);
    }

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static RowSet Read(string csv) => RowReader.Read(Bytes(csv), DatasetFormat.Csv, "f.csv", "text", "label");

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
