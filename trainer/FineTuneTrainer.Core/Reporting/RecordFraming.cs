using System.Buffers.Binary;
using System.Numerics;

namespace FineTuneTrainer.Core.Reporting;

/// <summary>TFRecord: the length, its checksum, the data, its checksum, all little endian; checksums are masked CRC-32C.</summary>
internal static class RecordFraming
{
    public static void Write(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], MaskedChecksum(header[..8]));
        Span<byte> footer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, MaskedChecksum(data));
        stream.Write(header);
        stream.Write(data);
        stream.Write(footer);
    }

    // The mask keeps the checksum of data that holds checksums itself from being weak.
    private static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data) crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
