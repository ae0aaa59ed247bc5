using System.Text;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.PostProcessors;

/// <summary>Leaves the spaces at either end of byte-level tokens out of their offsets.</summary>
/// <param name="KeepsPrefix">Whether the first token of a text keeps its start, because its space was put there.</param>
internal sealed record OffsetTrim(bool KeepsPrefix)
{
    /// <summary>Trims the tokens of one window of a text.</summary>
    public void Trim(List<Token> window, Func<Token, string> textOf, Func<int, string?> wordOf)
    {
        for (int i = 0; i < window.Count; i++)
        {
            Token token = window[i];
            string word = token.Text ?? wordOf(token.Id) ?? "";
            int leading = word.TakeWhile(IsSpace).Count();
            int trailing = word.Reverse().TakeWhile(IsSpace).Count();
            if (leading + trailing == 0) continue;
            // One space was put there; where there are more, they stand in the text.
            if (KeepsPrefix && leading == 1 && (i == 0 || token.Start == 0)) leading = 0;
            int start = Math.Min(Moved(textOf(token), token.Start, leading), token.End);
            int end = Math.Max(Moved(textOf(token), token.End, -trailing), start);
            window[i] = token with { Start = start, End = end };
        }
    }

    private static bool IsSpace(char c) => c == ByteAlphabet.Space || Characters.WhiteSpace.Contains(c);

    // The library counts each space as one byte, and a place inside of a character as the character's start.
    private static int Moved(string text, int at, int bytes)
    {
        while (bytes > 0 && at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out Rune next, out int units);
            if (next.Utf8SequenceLength > bytes) break;
            bytes -= next.Utf8SequenceLength;
            at += units;
        }

        while (bytes < 0 && at > 0)
        {
            Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out Rune last, out int units);
            bytes += last.Utf8SequenceLength;
            at -= units;
        }

        return at;
    }
}
