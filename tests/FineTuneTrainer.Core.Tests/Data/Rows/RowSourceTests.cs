using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Tests.Data.Rows;

public sealed class RowSourceTests
{
    private static readonly DataFile[] Files =
        [DataText.File("a\nb\n\nc", new TextFormat(TextUnit.Line), "one"), DataText.File("", new TextFormat(TextUnit.Line), "two"), DataText.File("d", new TextFormat(TextUnit.Line), "three")];

    [Fact]
    public void Reading_goes_on_at_any_place_with_the_next_row()
    {
        var source = new RowSource<Row>(Files, new TextShape());
        PlacedRow<Row>[] all = [.. source.Read()];
        Assert.Equal(["a", "b", "c", "d"], all.Select(p => p.Row.Text));
        for (int i = 0; i < all.Length; i++)
            Assert.Equal(all[(i + 1)..].Select(p => p.Row.Text), source.Read(all[i].Next).Select(p => p.Row.Text));
    }

    [Fact]
    public void A_file_without_rows_is_a_problem()
    {
        DataReport report = DataText.Check(new TextShape(), Files);
        Assert.Equal((4, 1), (report.Rows, report.ProblemCount));
        Assert.Equal("two: the file has no rows", report.Problems[0].ToString());
    }

    [Fact]
    public void Fifty_problems_of_all_files_are_kept_and_all_are_counted()
    {
        string bad = "text\n" + string.Concat(Enumerable.Repeat("\"\"\n", 30)) + "good\n";
        DataReport report = DataText.Check(new TextShape(), DataText.File(bad, new CsvFormat(), "a"), DataText.File(bad, new CsvFormat(), "b"));
        Assert.Equal((50, 60, 2), (report.Problems.Count, report.ProblemCount, report.Rows));
        Assert.Equal(("a", 2), (report.Problems[0].File, report.Problems[0].Row));
        Assert.Equal(("b", 21), (report.Problems[^1].File, report.Problems[^1].Row));
    }

    [Fact]
    public void A_bad_row_is_never_passed_over()
    {
        var source = new RowSource<Row>([DataText.File("text\nx\n\"\"\ny\n", new CsvFormat())], new TextShape());
        var bad = Assert.Throws<BadDataException>(() => source.Read().Count());
        Assert.Equal("f, row 3, column 'text': the text is empty (write the text, or remove the row)", bad.Message);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_rows()
    {
        // What other tests hold at the same time must not count, so the rows themselves are watched: those read before are gone, those to come not yet read.
        string line = "{\"text\":\"" + new string('x', 1000) + "\"}\n";
        var stream = new RepeatedStream(line, 40_000);
        var earlier = new List<WeakReference>();
        long rows = 0;
        foreach (PlacedRow<Row> placed in new RowSource<Row>([new DataFile("f", new JsonlFormat(), () => stream)], new TextShape()).Read())
        {
            if (++rows % 10_000 == 1) earlier.Add(new WeakReference(placed.Row));
            Assert.Equal(1000, placed.Row.Text.Length);
            Assert.InRange(stream.Position - (rows * line.Length), 0, 1_000_000);
        }

        Assert.Equal(40_000, rows);
        GC.Collect();
        // The newest of them may still stand in a slot of this method's frame.
        Assert.DoesNotContain(earlier.SkipLast(1), row => row.IsAlive);
    }

    private sealed class RepeatedStream(string text, int times) : Stream
    {
        private readonly byte[] _bytes = System.Text.Encoding.UTF8.GetBytes(text);
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => (long)_bytes.Length * times;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, Length - _position);
            for (int i = 0; i < read; i++) buffer[offset + i] = _bytes[_position++ % _bytes.Length];
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
