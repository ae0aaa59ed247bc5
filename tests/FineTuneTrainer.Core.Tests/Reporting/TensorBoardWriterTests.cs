using FineTuneTrainer.Core.Reporting;
using Microsoft.Extensions.Time.Testing;

namespace FineTuneTrainer.Core.Tests.Reporting;

public sealed class TensorBoardWriterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, 500, TimeSpan.Zero);

    [Fact]
    public void The_first_record_names_the_version()
    {
        Dictionary<int, object> first = EventFile.Fields(Written(_ => { })[0]);
        Assert.Equal("brain.Event:2"u8.ToArray(), first[3]);
        Assert.Equal(1767323045.5, BitConverter.ToDouble((byte[])first[1]));
    }

    [Theory]
    [InlineData("train/loss", 0.6931471805599453, 0)]
    [InlineData("eval/正确率", -1e-30, 1_000_000_000_000)]
    [InlineData("nan", double.NaN, 127)]
    public void A_scalar_is_read_back(string tag, double value, long step)
    {
        Dictionary<int, object> read = EventFile.Fields(Written(w => w.Scalar(tag, value, step))[1]);
        Dictionary<int, object> point = EventFile.Fields((byte[])EventFile.Fields((byte[])read[5])[1]);
        Assert.Equal(step, read[2]);
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(tag), point[1]);
        Assert.Equal((float)value, BitConverter.ToSingle((byte[])point[2]));
    }

    [Fact]
    public void Many_records_follow_each_other() =>
        Assert.Equal(1001, Written(w => Enumerable.Range(0, 1000).ToList().ForEach(i => w.Scalar("x", i, i))).Count);

    [Fact]
    public void The_readers_checksum_is_the_published_one() => Assert.Equal(0xE3069283u, EventFile.Crc32C("123456789"u8));

    [Fact]
    public void The_name_is_one_that_TensorBoard_finds() =>
        Assert.Equal("events.out.tfevents.1767323045.pod-1.7.0", TensorBoardWriter.FileName(Start, "pod-1", 7));

    private static List<byte[]> Written(Action<TensorBoardWriter> write)
    {
        using var stream = new MemoryStream();
        write(new TensorBoardWriter(stream, new FakeTimeProvider(Start)));
        return EventFile.Records(stream.ToArray());
    }
}
