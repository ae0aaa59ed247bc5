using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>
/// SentencePiece's character map: the size of a trie in bytes, the trie (a Darts double array of 32-bit units), then the replacements, each ended
/// by a NUL; all little endian. As the tokenizers library goes, a short cluster of characters is replaced as a whole by what its shortest prefix maps to.
/// </summary>
internal sealed class Precompiled : INormalizer
{
    private const int LongestCluster = 5;
    private readonly uint[] _units;
    private readonly byte[] _replacements;
    private readonly bool[] _mapsAscii = new bool[128];

    public Precompiled(byte[] map)
    {
        if (map.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(map) is var size && (size > map.Length - 4 || size % 4 != 0 || size == 0))
            throw new InvalidDataException("The normalizer 'Precompiled' has a character map that is cut off.");
        _units = new uint[BinaryPrimitives.ReadUInt32LittleEndian(map) / 4];
        for (int i = 0; i < _units.Length; i++) _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(map.AsSpan(4 + (i * 4)));
        _replacements = map[(4 + (_units.Length * 4))..];
        for (int c = 1; c < 128; c++) _mapsAscii[c] = Find([(byte)c]) >= 0;
    }

    public bool Normalize(MappedText from, MappedText to)
    {
        if (StaysAscii(from.Chars)) return false;
        var changes = new List<(int Point, int Change)>(from.Length);
        bool changed = false;
        for (int i = 0; i < from.Length;)
        {
            ReadOnlySpan<char> cluster = from.Chars[i..];
            cluster = cluster[..StringInfo.GetNextTextElementLength(cluster)];
            changed |= Cluster(cluster, changes);
            i += cluster.Length;
        }

        if (!changed) return false;
        var writer = new ChangeWriter(from, to);
        foreach ((int point, int change) in changes) writer.Write(point, change);
        return true;
    }

    // A carriage return and a line feed are the only cluster of two ASCII characters.
    private bool StaysAscii(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (c >= 128 || c == '\r' || _mapsAscii[c]) return false;
        return true;
    }

    private bool Cluster(ReadOnlySpan<char> cluster, List<(int Point, int Change)> changes)
    {
        Span<byte> bytes = stackalloc byte[4 * LongestCluster];
        if (cluster.Length <= LongestCluster && Encoding(cluster, bytes, out int count) && count <= LongestCluster && Find(bytes[..count]) is >= 0 and var at)
        {
            Replace(cluster, at, changes);
            return true;
        }

        bool changed = false;
        while (cluster.Length > 0)
        {
            Rune.DecodeFromUtf16(cluster, out Rune rune, out int units);
            int place = Find(bytes[..rune.EncodeToUtf8(bytes)]);
            if (place < 0) changes.Add((rune.Value, 0));
            else Replace(cluster[..units], place, changes);
            changed |= place >= 0;
            cluster = cluster[units..];
        }

        return changed;
    }

    private static bool Encoding(ReadOnlySpan<char> text, Span<byte> bytes, out int count) => System.Text.Encoding.UTF8.TryGetBytes(text, bytes, out count);

    private void Replace(ReadOnlySpan<char> old, int at, List<(int Point, int Change)> changes)
    {
        ReadOnlySpan<byte> rest = _replacements.AsSpan(at);
        string content = System.Text.Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
        int before = changes.Count;
        foreach (Rune rune in content.EnumerateRunes()) changes.Add((rune.Value, 0));
        int difference = changes.Count - before;
        foreach (Rune _ in old.EnumerateRunes()) difference--;
        for (int n = 1; n <= difference; n++) changes[^n] = (changes[^n].Point, 1);
        if (difference < 0 && changes.Count > 0) changes[^1] = (changes[^1].Point, changes[^1].Change + difference);
    }

    // The place of the replacement of the shortest key that begins the bytes, or -1.
    private int Find(ReadOnlySpan<byte> key)
    {
        uint node = Offset(_units[0]);
        foreach (byte b in key)
        {
            if (b == 0) return -1;
            node ^= b;
            if (node >= _units.Length) return -1;
            uint unit = _units[node];
            if ((unit & 0x800000FF) != b) return -1;
            node ^= Offset(unit);
            if ((unit >> 8 & 1) != 0) return node < _units.Length ? (int)(_units[node] & 0x7FFFFFFF) : -1;
        }

        return -1;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
