using System.Buffers.Binary;
using System.Text;

namespace DevCluster.Api.Protobuf;

/// <summary>Reads the wire format of protobuf: numbered fields, each a varint, a fixed number or a run of bytes.</summary>
/// <remarks>The format: https://protobuf.dev/programming-guides/encoding/.</remarks>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int BytesType = 2;
    private const int Fixed32Type = 5;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Its value when it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its value when it is text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    public bool Next()
    {
        if (_rest.IsEmpty) return false;
        ulong tag = Varint();
        Field = (int)(tag >> 3);
        Bytes = default;
        switch ((int)(tag & 7))
        {
            case VarintType:
                Number = Varint();
                return true;
            case Fixed64Type:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                return true;
            case BytesType:
                Bytes = Take(checked((int)Varint()));
                return true;
            case Fixed32Type:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                return true;
            default:
                throw new InvalidDataException("proto: illegal wireType");
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("proto: integer overflow");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length) throw new InvalidDataException("unexpected EOF");
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
