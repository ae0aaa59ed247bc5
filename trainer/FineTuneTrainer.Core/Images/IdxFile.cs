using System.Buffers.Binary;
using System.IO.Compression;
using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Images;

/// <summary>An IDX file of bytes (http://yann.lecun.com/exdb/mnist/): two zero bytes, the type, the number of dimensions, the dimensions, the items.</summary>
internal sealed class IdxFile
{
    private const byte UnsignedByte = 8;
    private const int MaxItemBytes = 1 << 28;
    private readonly Stream _stream;
    private readonly int _itemBytes;

    private IdxFile(Stream stream, int count, int[] sizes)
    {
        _stream = stream;
        Count = count;
        Sizes = sizes;
        _itemBytes = sizes.Aggregate(1, (product, size) => checked(product * size));
    }

    /// <summary>How many items the header announces.</summary>
    public int Count { get; }

    /// <summary>The dimensions of one item.</summary>
    public int[] Sizes { get; }

    /// <summary>Reads the header; null with a problem if it is not one of bytes with so many dimensions.</summary>
    public static IdxFile? Open(Stream stream, string name, int dimensions, ProblemList problems)
    {
        Stream plain = Unpacked(stream);
        var header = new byte[4 + (4 * dimensions)];
        int read = plain.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < header.Length || header is not [0, 0, UnsignedByte, ..] || header[3] != dimensions)
        {
            problems.Add(0, $"{name} is not an IDX file of bytes with {dimensions} dimension{(dimensions == 1 ? "" : "s")}", $"it should begin with 00 00 08 0{dimensions}");
            return null;
        }

        int[] sizes = [.. Enumerable.Range(0, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (4 * i))))];
        if (sizes.All(s => s > 0) && sizes[1..].Aggregate(1L, (product, size) => product * size) is > 0 and <= MaxItemBytes) return new IdxFile(plain, sizes[0], sizes[1..]);
        problems.Add(0, $"{name} has the dimensions {string.Join(" x ", sizes)}", "is the file damaged?");
        return null;
    }

    /// <summary>The next item's bytes; null where the file ends.</summary>
    public byte[]? Next()
    {
        var item = new byte[_itemBytes];
        try
        {
            return _stream.ReadAtLeast(item, item.Length, throwOnEndOfStream: false) == item.Length ? item : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // The first bytes of gzip are 1F 8B, those of IDX zeros.
    private static Stream Unpacked(Stream stream)
    {
        var magic = new byte[2];
        int read = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        var whole = new PrefixedStream(magic[..read], stream);
        return magic is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }
}
