using System.Runtime.InteropServices;
using FineTuneTrainer.Core.Tokenizers.Patterns;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>BPE on the characters of the text, with unknown tokens or byte fallback. Lengths are bytes of UTF-8, as the tokenizers library counts.</summary>
internal sealed class BpeModel : IModel
{
    // SentencePiece's space. Where no word of the vocabulary holds one behind another character, nothing merges across it.
    private const char Mark = '\u2581';

    private readonly BpeOptions _options;
    private readonly MergeTable _merges;
    private readonly ByteTokens? _bytes;
    private readonly int _unknown;
    private readonly int[] _single = new int[0x10000];
    private readonly bool _wordsBeginAtMarks;

    public BpeModel(Vocabulary vocabulary, IReadOnlyList<(int Left, int Right, int Result)> merges, BpeOptions options)
    {
        Vocabulary = vocabulary;
        _options = options;
        _merges = new MergeTable(merges);
        _bytes = options.ByteFallback ? new ByteTokens(vocabulary) : null;
        _unknown = options.UnknownToken is { } word ? vocabulary.Required(word, "unknown token") : -1;
        for (int c = 0; c < _single.Length; c++) _single[c] = vocabulary.IdOf([(char)c]);
        _wordsBeginAtMarks = options.Prefix.Length + options.Suffix.Length == 0 && !options.IgnoresMerges && _unknown >= 0
            && _single[Mark] >= 0 && merges.All(m => !CrossesMark(vocabulary.WordOf(m.Result)!));
    }

    public Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public int PartLength(ReadOnlySpan<char> piece)
    {
        for (int i = 1; _wordsBeginAtMarks && i < piece.Length; i++)
            if (piece[i] == Mark && piece[i - 1] != Mark) return i;
        return piece.Length;
    }

    public void Tokenize(ReadOnlySpan<char> piece, List<ModelToken> tokens)
    {
        if (_options.IgnoresMerges && Vocabulary.IdOf(piece) is >= 0 and var whole)
        {
            tokens.Add(new ModelToken(whole, 0, piece.Length));
            return;
        }

        var symbols = new Symbols(piece.Length);
        Spread(piece, symbols);
        Span<int> ids = CollectionsMarshal.AsSpan(symbols.Ids);
        Span<int> lengths = CollectionsMarshal.AsSpan(symbols.Lengths);
        int count = ids.Length == 0 ? 0 : Merger.Merge(_merges, ids, lengths);
        var places = new BytePlaces(piece);
        for (int i = 0, at = 0; i < count; at += lengths[i++])
            tokens.Add(new ModelToken(ids[i], places.CharacterAt(at), places.EndOfCharacterAt(at + lengths[i] - 1)));
    }

    private static bool CrossesMark(string word)
    {
        for (int i = 1; i < word.Length; i++)
            if (word[i] == Mark && word[i - 1] != Mark) return true;
        return false;
    }

    // An unknown that waits for its neighbors is written only before the next known character, so behind the bytes of others: the library's order.
    private void Spread(ReadOnlySpan<char> piece, Symbols symbols)
    {
        int waiting = 0;
        List<int> spelled = [];
        for (int i = 0; i < piece.Length;)
        {
            int point = Points.At(piece, i, out int units);
            int bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            ReadOnlySpan<char> symbol = Symbol(piece, i, units);
            i += units;
            int id = symbol.Length == 1 ? _single[symbol[0]] : Vocabulary.IdOf(symbol);
            if (id >= 0)
            {
                symbols.AddUnknown(_unknown, ref waiting);
                symbols.Add(id, bytes);
                continue;
            }

            spelled.Clear();
            if (_bytes?.TrySpell(symbol, spelled) == true)
            {
                foreach (int b in spelled) symbols.Add(b, 1);
                continue;
            }

            // Without an unknown token the character vanishes.
            if (_unknown < 0) continue;
            if (!_options.FusesUnknown) symbols.AddUnknown(_unknown, ref waiting);
            waiting += bytes;
        }

        symbols.AddUnknown(_unknown, ref waiting);
    }

    private ReadOnlySpan<char> Symbol(ReadOnlySpan<char> piece, int at, int units)
    {
        ReadOnlySpan<char> symbol = piece.Slice(at, units);
        string prefix = at > 0 ? _options.Prefix : "";
        string suffix = at + units == piece.Length ? _options.Suffix : "";
        return prefix.Length + suffix.Length == 0 ? symbol : $"{prefix}{symbol}{suffix}";
    }

    private sealed class Symbols(int capacity)
    {
        public List<int> Ids { get; } = new(capacity);

        public List<int> Lengths { get; } = new(capacity);

        public void Add(int id, int bytes)
        {
            Ids.Add(id);
            Lengths.Add(bytes);
        }

        public void AddUnknown(int id, ref int waiting)
        {
            if (waiting > 0) Add(id, waiting);
            waiting = 0;
        }
    }
}
