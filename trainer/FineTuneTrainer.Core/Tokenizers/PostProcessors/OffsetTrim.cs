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

    // Spaces count as one character of the text each, whatever the token covers.
    private static int Moved(string text, int at, int characters)
    {
        for (; characters > 0 && at < text.Length; characters--) at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        for (; characters < 0 && at > 0; characters++) at -= at > 1 && char.IsSurrogatePair(text, at - 2) ? 2 : 1;
        return at;
    }
}
