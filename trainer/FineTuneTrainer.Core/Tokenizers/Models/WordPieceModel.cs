using System.Text;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>WordPiece: the longest known pieces from left to right, or the unknown token for all of a word that does not come out even or is too long.</summary>
internal sealed class WordPieceModel : IModel
{
    private readonly Trie _first = new();
    private readonly Trie _inner = new();
    private readonly int _unknown;
    private readonly int _longestWord;

    public WordPieceModel(Vocabulary vocabulary, string unknownToken, string prefix, int longestWord)
    {
        Vocabulary = vocabulary;
        _unknown = vocabulary.Required(unknownToken, "unknown token");
        _longestWord = longestWord;
        foreach ((string word, int id) in vocabulary.Ids)
        {
            if (word.Length > 0) _first.Add(word, id);
            if (word.Length > prefix.Length && word.StartsWith(prefix, StringComparison.Ordinal)) _inner.Add(word.AsSpan(prefix.Length), id);
        }
    }

    public Vocabulary Vocabulary { get; }

    public void Tokenize(ReadOnlySpan<char> piece, List<ModelToken> tokens)
    {
        int before = tokens.Count;
        if (!IsTooLong(piece) && TryCut(piece, tokens)) return;
        tokens.RemoveRange(before, tokens.Count - before);
        tokens.Add(new ModelToken(_unknown, 0, piece.Length));
    }

    private bool TryCut(ReadOnlySpan<char> piece, List<ModelToken> tokens)
    {
        for (int start = 0; start < piece.Length;)
        {
            Trie trie = start == 0 ? _first : _inner;
            int found = Trie.None;
            int end = start;
            int node = trie.Root(piece[start]);
            for (int i = start; node != 0; node = trie.Child(node, piece[i]))
            {
                i++;
                if (trie.Value(node) != Trie.None) (found, end) = (trie.Value(node), i);
                if (i == piece.Length) break;
            }

            if (found == Trie.None) return false;
            tokens.Add(new ModelToken(found, start, end));
            start = end;
        }

        return true;
    }

    private bool IsTooLong(ReadOnlySpan<char> piece)
    {
        if (piece.Length <= _longestWord) return false;
        int count = 0;
        foreach (Rune _ in piece.EnumerateRunes()) count++;
        return count > _longestWord;
    }
}
