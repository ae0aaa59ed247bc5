using System.Buffers.Binary;

namespace FineTuneTrainer.Core.Reporting;

/// <summary>Writes the few kinds of protobuf fields that an event needs.</summary>
internal sealed class ProtobufWriter
{
    private const int VarintType = 0;
    private const int DoubleType = 1;
    private const int BytesType = 2;
    private const int FloatType = 5;
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public ProtobufWriter Integer(int field, long value)
    {
        Tag(field, VarintType);
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Number(int field, double value)
    {
        Tag(field, DoubleType);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    public ProtobufWriter Number(int field, float value)
    {
        Tag(field, FloatType);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, System.Text.Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.ToArray());

    private ProtobufWriter Bytes(int field, byte[] value)
    {
        Tag(field, BytesType);
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    private void Tag(int field, int type) => Varint((ulong)((field << 3) | type));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
