using System.Buffers;
using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>Cuts a text at its added tokens: the leftmost first, of those that begin at the same place the longest.</summary>
internal sealed class AddedTokenFinder
{
    private readonly Dictionary<char, AddedToken[]> _byFirst;
    private readonly SearchValues<char> _first;

    public AddedTokenFinder(IEnumerable<AddedToken> tokens)
    {
        _byFirst = tokens.Where(t => t.Content.Length > 0)
            .GroupBy(t => t.Content[0])
            .ToDictionary(g => g.Key, g => g.OrderByDescending(t => t.Content.Length).ToArray());
        _first = SearchValues.Create([.. _byFirst.Keys]);
    }

    /// <summary>Whether there is nothing to find.</summary>
    public bool IsEmpty => _byFirst.Count == 0;

    /// <summary>Writes the parts in order: tokens, and the stretches of text between them.</summary>
    public void Split(ReadOnlySpan<char> text, bool skipsSpecial, List<Piece> parts)
    {
        parts.Clear();
        int done = 0;
        int from = 0;
        while (Next(text, from) is var (at, token))
        {
            from = at + token.Content.Length;
            if (skipsSpecial && token.Special) continue;
            if (token.SingleWord && !StandsAlone(text, at, from)) continue;
            int start = token.StripsLeft ? Math.Max(done, text[..at].TrimEnd().Length) : at;
            int stop = token.StripsRight ? text.Length - text[from..].TrimStart().Length : from;
            if (start > done) parts.Add(new Piece(done, start - done));
            parts.Add(new Piece(start, stop - start, token.Id));
            done = stop;
        }

        if (done < text.Length) parts.Add(new Piece(done, text.Length - done));
    }

    private (int At, AddedToken Token)? Next(ReadOnlySpan<char> text, int from)
    {
        while (true)
        {
            int offset = text[from..].IndexOfAny(_first);
            if (offset < 0) return null;
            int at = from + offset;
            foreach (AddedToken token in _byFirst[text[at]])
                if (text[at..].StartsWith(token.Content)) return (at, token);
            from = at + 1;
        }
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int start, int stop) =>
        (start == 0 || !Characters.Word.Contains(Points.At(text, start - Points.UnitsBefore(text, start), out _)))
        && (stop == text.Length || !Characters.Word.Contains(Points.At(text, stop, out _)));
}
