using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Tests.Data.Formats;

/// <summary>The files were written by Apache Arrow's Parquet library in C++, in two row groups.</summary>
public sealed class ParquetFormatTests
{
    private static readonly string[] Texts = ["one", "zwei ä", "三", "four, with \"quotes\"\nand a line", "five"];

    [Theory]
    [InlineData("uncompressed")]
    [InlineData("snappy")]
    [InlineData("gzip")]
    [InlineData("brotli")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void Every_codec_and_type_is_read(string codec)
    {
        string[] rows = [.. Records(codec, new Columns([], []) { All = true }).Select(Shown)];
        Assert.Equal("text=one label=0 score=0.5 flag=true tags=[a b] small=1.5", rows[0]);
        Assert.Equal("text=zwei ä label=1 score= flag=false tags=[] small=2", rows[1]);
        Assert.Equal("text=三 label=-2 score=-0.001 flag=true tags=[c] small=3", rows[2]);
        Assert.Equal("text=five label=1099511627776 score=2 flag=true tags=[g] small=5", rows[4]);
        Assert.Equal("text= label=5 score=3.25 flag=false tags=[h] small=6", rows[5]);
        Assert.Equal(6, rows.Length);
    }

    [Fact]
    public void Only_the_columns_that_are_asked_for_are_read() =>
        Assert.Equal(["text", "flag"], Records("snappy", new Columns(["flag", "text"], ["more"]))[0].Names);

    [Fact]
    public void Rows_and_their_faults_have_the_file_s_numbers()
    {
        string[] problems = DataText.Problems(new TextShape("text", "label"), Golden("snappy"));
        Assert.Equal(["snappy.parquet, row 6, column 'text': the text is empty (write the text, or remove the row)"], problems);
        Assert.Equal(Texts, new RowSource<Core.Data.Row>([Golden("snappy")], new TextShape("text", "label")).Read().Take(5).Select(p => p.Row.Text));
    }

    [Fact]
    public void A_missing_column_is_told_with_those_that_exist() =>
        Assert.Equal(
            "snappy.parquet, column 'review': there is no column 'review'; the columns are: text, label, score, flag, tags, small",
            DataText.Problems(new TextShape("review"), Golden("snappy"))[0]);

    [Theory]
    [InlineData(0, "f: the file is empty")]
    [InlineData(4, "f: the file is not Parquet, or is cut off")]
    [InlineData(1500, "f: the file is not Parquet, or is cut off")]
    public void A_file_that_is_cut_off_is_told(int length, string problem)
    {
        using Stream whole = Golden("snappy").Open();
        var bytes = new byte[length];
        whole.ReadExactly(bytes);
        Assert.StartsWith(problem, DataText.Problems(new TextShape(), new DataFile("f", new ParquetFormat(), () => new MemoryStream(bytes)))[0]);
    }

    [Fact]
    public void Damaged_bytes_are_a_problem_and_never_a_crash()
    {
        using Stream whole = Golden("snappy").Open();
        var bytes = new byte[whole.Length];
        whole.ReadExactly(bytes);
        var random = new Core.Data.CounterRandom(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] damaged = [.. bytes];
            for (int k = 0; k < 5; k++) damaged[random.Next(damaged.Length)] ^= (byte)(1 + random.Next(255));
            DataReport report = DataText.Check(new TextShape("text", "label"), new DataFile("f", new ParquetFormat(), () => new MemoryStream(damaged)));
            Assert.InRange(report.Rows, 0, 6);
        }
    }

    private static DataFile Golden(string codec) => DataText.Golden(new ParquetFormat(), "parquet", codec + ".parquet");

    private static DataRecord[] Records(string codec, Columns columns)
    {
        using Stream stream = Golden(codec).Open();
        var problems = new Core.Data.ProblemList("f");
        DataRecord[] records = [.. new ParquetFormat().Read(stream, columns, problems)];
        Assert.Empty(problems.First);
        return records;
    }

    private static string Shown(DataRecord record) => string.Join(' ', record.Names.Select(name =>
    {
        Assert.True(record.TryGet(name, out FieldValue value));
        return $"{name}={(value.Items is { } items ? $"[{string.Join(' ', items.Select(Text))}]" : Text(value))}";
    }));

    private static string? Text(FieldValue value) => value.TryText(out string? text) ? text : "?";
}
