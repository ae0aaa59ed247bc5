using System.Buffers.Binary;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>
/// SentencePiece's character map: the size of a trie in bytes, the trie (a Darts double array of 32-bit units), then the replacements, each ended
/// by a NUL; all little endian.
/// </summary>
internal sealed class Charsmap
{
    private readonly uint[] _units;
    private readonly byte[] _replacements;

    /// <summary>Reads a map; one that is cut off is refused.</summary>
    public Charsmap(byte[] map)
    {
        if (map.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(map) is var size && (size > map.Length - 4 || size % 4 != 0 || size == 0))
            throw new InvalidDataException("The normalizer 'Precompiled' has a character map that is cut off.");
        _units = new uint[BinaryPrimitives.ReadUInt32LittleEndian(map) / 4];
        for (int i = 0; i < _units.Length; i++) _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(map.AsSpan(4 + (i * 4)));
        _replacements = map[(4 + (_units.Length * 4))..];
    }

    /// <summary>What stands at a place of the replacements.</summary>
    public string Replacement(int at)
    {
        ReadOnlySpan<byte> rest = _replacements.AsSpan(at);
        return System.Text.Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    /// <summary>The place of the replacement of the shortest key that begins the bytes, or -1.</summary>
    public int FindShortest(ReadOnlySpan<byte> text) => Find(text, longest: false, out _);

    /// <summary>The place of the replacement of the longest key that begins the bytes, or -1, and how long the key is.</summary>
    public int FindLongest(ReadOnlySpan<byte> text, out int length) => Find(text, longest: true, out length);

    private int Find(ReadOnlySpan<byte> text, bool longest, out int length)
    {
        int found = -1;
        length = 0;
        uint node = Offset(_units[0]);
        for (int i = 0; i < text.Length && text[i] != 0; i++)
        {
            node ^= text[i];
            if (node >= _units.Length) break;
            uint unit = _units[node];
            if ((unit & 0x800000FF) != text[i]) break;
            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 0) continue;
            if (node >= _units.Length) break;
            (found, length) = ((int)(_units[node] & 0x7FFFFFFF), i + 1);
            if (!longest) break;
        }

        return found;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
