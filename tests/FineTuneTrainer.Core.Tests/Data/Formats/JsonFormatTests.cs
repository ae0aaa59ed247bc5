using System.Text;
using CsCheck;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Tests.Data.Formats;

public sealed class JsonFormatTests
{
    private static readonly TextShape Shape = new("text", "label");

    [Theory]
    [InlineData("[{\"text\":\"x\",\"label\":1},{\"label\":\"b\",\"text\":\"y\"}]")]
    [InlineData("\uFEFF [ {\"text\":\"x\",\"label\":1} , {\"text\":\"y\",\"label\":\"b\"} ] ")]
    [InlineData("{\"version\":{\"a\":[1,2]},\"data\":[{\"text\":\"x\",\"label\":1},{\"text\":\"y\",\"label\":\"b\"}],\"more\":[]}")]
    public void An_array_or_the_data_of_an_object_are_rows(string json) =>
        Assert.Equal([new Row("x", "1", 1), new Row("y", "b", 2)], DataText.Rows(Shape, DataText.File(json, new JsonFormat())));

    [Theory]
    [InlineData("[]", "f: the file has no rows")]
    [InlineData("", "f: the file is not valid JSON from here on (The file is empty.)")]
    [InlineData("3", "f: there is no array of rows (write an array of objects, or an object whose 'data' is one)")]
    [InlineData("{\"rows\":[]}", "f: there is no array of rows (write an array of objects, or an object whose 'data' is one)")]
    [InlineData("[1]", "f, row 1: the element is not a JSON object")]
    [InlineData("[{\"text\":\"x\",\"label\":1}, {\"text\":\"y\"", "f, row 2: the file is not valid JSON from here on (")]
    [InlineData("[{\"review\":\"x\",\"label\":1}]", "f: no element has the field 'text'; the fields are: label, review")]
    public void A_fault_is_told(string json, string problem) => Assert.StartsWith(problem, DataText.Problems(Shape, DataText.File(json, new JsonFormat()))[0]);

    [Fact]
    public void A_syntax_error_is_told_with_its_row() =>
        Assert.StartsWith("f, row 2: the file is not valid JSON from here on", DataText.Problems(Shape, DataText.File("[{\"text\":\"x\",\"label\":1}, nonsense]", new JsonFormat()))[0]);

    [Fact]
    public void Rows_are_the_same_however_the_stream_is_cut()
    {
        string text = string.Join(",", Enumerable.Range(0, 300).Select(i => $"{{\"text\":\"{new string('ä', i * 7)}x\",\"label\":{i}}}"));
        byte[] bytes = Encoding.UTF8.GetBytes($"[{text}]");
        Gen.Int[1, 100_000].Sample(
            piece =>
            {
                var file = new DataFile("f", new JsonFormat(), () => new PieceStream(bytes, piece));
                Assert.Equal(Enumerable.Range(0, 300).Select(i => (i * 7) + 1), DataText.Rows(Shape, file).Select(r => r.Text.Length));
            },
            iter: 20);
    }

    // Gives no more than so many bytes at a time, as a network does.
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);
    }
}
