using System.Globalization;
using System.Text;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>
/// SentencePiece's character map as the tokenizers library goes through a text: a short cluster of characters is replaced as a whole by what the
/// shortest key that begins it maps to.
/// </summary>
internal sealed class Precompiled : INormalizer
{
    private const int LongestCluster = 5;
    private readonly Charsmap _map;
    private readonly bool[] _mapsAscii = new bool[128];

    public Precompiled(byte[] map)
    {
        _map = new Charsmap(map);
        for (int c = 1; c < 128; c++) _mapsAscii[c] = _map.FindShortest([(byte)c]) >= 0;
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
        if (cluster.Length <= LongestCluster && Encoding(cluster, bytes, out int count) && count <= LongestCluster && _map.FindShortest(bytes[..count]) is >= 0 and var at)
        {
            Replace(cluster, at, changes);
            return true;
        }

        bool changed = false;
        while (cluster.Length > 0)
        {
            Rune.DecodeFromUtf16(cluster, out Rune rune, out int units);
            int place = _map.FindShortest(bytes[..rune.EncodeToUtf8(bytes)]);
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
        string content = _map.Replacement(at);
        int before = changes.Count;
        foreach (Rune rune in content.EnumerateRunes()) changes.Add((rune.Value, 0));
        int difference = changes.Count - before;
        foreach (Rune _ in old.EnumerateRunes()) difference--;
        for (int n = 1; n <= difference; n++) changes[^n] = (changes[^n].Point, 1);
        if (difference < 0 && changes.Count > 0) changes[^1] = (changes[^1].Point, changes[^1].Change + difference);
    }
}
