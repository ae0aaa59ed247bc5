using System.Buffers;
using System.Text;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>Cuts a text at its added tokens: the leftmost first, of those that begin at the same place the longest.</summary>
internal sealed class AddedTokenSplitter
{
    private readonly Dictionary<char, AddedToken[]> _byFirst;
    private readonly SearchValues<char> _first;

    public AddedTokenSplitter(IEnumerable<AddedToken> tokens)
    {
        _byFirst = tokens.Where(t => t.Content.Length > 0)
            .GroupBy(t => t.Content[0])
            .ToDictionary(g => g.Key, g => g.OrderByDescending(t => t.Content.Length).ToArray());
        _first = SearchValues.Create([.. _byFirst.Keys]);
    }

    /// <summary>The parts in order: either a token, or a stretch of text between tokens.</summary>
    public IEnumerable<(AddedToken? Token, string Text)> Split(string text)
    {
        int done = 0;
        int from = 0;
        while (Next(text, from) is var (at, token))
        {
            from = at + token.Content.Length;
            if (token.SingleWord && !StandsAlone(text, at, from)) continue;
            int start = token.StripsLeft ? Math.Max(done, text.AsSpan(0, at).TrimEnd().Length) : at;
            int stop = token.StripsRight ? text.Length - text.AsSpan(from).TrimStart().Length : from;
            if (start > done) yield return (null, text[done..start]);
            yield return (token, "");
            done = stop;
        }

        if (done < text.Length) yield return (null, text[done..]);
    }

    private (int At, AddedToken Token)? Next(string text, int from)
    {
        while (true)
        {
            int offset = text.AsSpan(from).IndexOfAny(_first);
            if (offset < 0) return null;
            int at = from + offset;
            foreach (AddedToken token in _byFirst[text[at]])
                if (string.CompareOrdinal(text, at, token.Content, 0, token.Content.Length) == 0) return (at, token);
            from = at + 1;
        }
    }

    private static bool StandsAlone(string text, int start, int stop)
    {
        Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out Rune before, out _);
        Rune.DecodeFromUtf16(text.AsSpan(stop), out Rune after, out _);
        return (start == 0 || !IsWord(before)) && (stop == text.Length || !IsWord(after));
    }

    private static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.ConnectorPunctuation
            or System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
            or System.Globalization.UnicodeCategory.EnclosingMark;
}
