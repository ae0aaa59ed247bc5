using System.Buffers.Binary;

namespace FineTuneTrainer.Core.Tests.Reporting;

/// <summary>Reads an event file by its specification, with a bitwise CRC-32C of its own.</summary>
internal static class EventFile
{
    public static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            records.Add(file[(at + 12)..(at + 12 + length)]);
            Assert.Equal(Masked(records[^1]), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            at += 16 + length;
        }

        return records;
    }

    /// <summary>A message's fields by number: varints as long, the others as bytes.</summary>
    public static Dictionary<int, object> Fields(byte[] message)
    {
        var fields = new Dictionary<int, object>();
        for (int at = 0; at < message.Length;)
        {
            ulong tag = Varint(message, ref at);
            fields.Add((int)(tag >> 3), (tag & 7) switch
            {
                0 => (long)Varint(message, ref at),
                1 => Take(message, ref at, 8),
                2 => Take(message, ref at, (int)Varint(message, ref at)),
                5 => Take(message, ref at, 4),
                _ => throw new InvalidDataException($"Wire type {tag & 7}."),
            });
        }

        return fields;
    }

    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = Crc32C(data);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = message[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }

    private static byte[] Take(byte[] message, ref int at, int length)
    {
        at += length;
        return message[(at - length)..at];
    }
}
