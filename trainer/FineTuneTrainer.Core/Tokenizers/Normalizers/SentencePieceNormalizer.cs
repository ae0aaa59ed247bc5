using System.Text;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>
/// The normalization of the sentencepiece library itself: the longest key of the map at every place, no spaces at the ends, single ones between;
/// they are written as visible marks, and one stands in front.
/// </summary>
internal sealed class SentencePieceNormalizer(byte[] map) : INormalizer
{
    private const char Mark = '\u2581';
    private readonly Charsmap? _map = map.Length > 0 ? new Charsmap(map) : null;

    public bool Normalize(MappedText from, MappedText to)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(from.Chars.ToArray());
        // A space is written only when something follows it.
        int space = -1;
        int at = 0;
        for (int i = 0; i < from.Length;)
        {
            (string text, int taken) = Next(bytes.AsSpan(at), from, i);
            int next = i;
            for (int end = at + taken; at < end;)
            {
                from.CodePoint(next, out int units);
                at += RuneAt(from, next).Utf8SequenceLength;
                next += units;
            }

            foreach (char c in text)
            {
                if (c == ' ')
                {
                    if (to.Length > 0) space = i;
                    continue;
                }

                if (to.Length == 0) space = i;
                if (space >= 0) to.Append(Mark, from.Start(space), from.End(space));
                space = -1;
                to.Append(c, from.Start(i), from.End(next - 1));
            }

            i = next;
        }

        return true;
    }

    private (string Text, int Taken) Next(ReadOnlySpan<byte> bytes, MappedText from, int at)
    {
        int length = 0;
        int place = _map?.FindLongest(bytes, out length) ?? -1;
        if (place >= 0) return (_map!.Replacement(place), length);
        Rune rune = RuneAt(from, at);
        return (rune.ToString(), rune.Utf8SequenceLength);
    }

    private static Rune RuneAt(MappedText from, int at) => new(from.CodePoint(at, out _));
}
