namespace FineTuneTrainer.Core.Reporting;

/// <summary>Writes scalars as a TensorBoard event file, which any TensorBoard shows; the stream stays open.</summary>
public sealed class TensorBoardWriter
{
    private readonly Stream _stream;
    private readonly TimeProvider _time;

    /// <summary>Begins an event file.</summary>
    public TensorBoardWriter(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _time = time;
        Write(Event().Text(3, "brain.Event:2"));
    }

    /// <summary>The name by which TensorBoard finds an event file; files of one folder are read in the order of their names.</summary>
    public static string FileName(DateTimeOffset started, string host, int processId) =>
        $"events.out.tfevents.{started.ToUnixTimeSeconds()}.{host}.{processId}.0";

    /// <summary>Adds one point of the curve <paramref name="tag"/>.</summary>
    public void Scalar(string tag, double value, long step)
    {
        ProtobufWriter point = new ProtobufWriter().Text(1, tag).Number(2, (float)value);
        Write(Event().Integer(2, step).Message(5, new ProtobufWriter().Message(1, point)));
    }

    private ProtobufWriter Event() => new ProtobufWriter().Number(1, (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);

    // One write and one flush a record, so that a reader of the growing file sees whole records.
    private void Write(ProtobufWriter message)
    {
        using var record = new MemoryStream();
        RecordFraming.Write(record, message.ToArray());
        _stream.Write(record.GetBuffer(), 0, (int)record.Length);
        _stream.Flush();
    }
}
