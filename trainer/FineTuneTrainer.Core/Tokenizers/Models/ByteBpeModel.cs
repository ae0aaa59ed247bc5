using System.Buffers;
using System.Text;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Byte-level BPE on the bytes of the text; only its vocabulary is written in the byte alphabet.</summary>
internal sealed class ByteBpeModel : IModel
{
    private const int OnStack = 256;
    private readonly int[] _bytes;
    private readonly MergeTable _merges;
    private readonly bool _ignoresMerges;

    public ByteBpeModel(Vocabulary vocabulary, IReadOnlyList<(int Left, int Right, int Result)> merges, bool ignoresMerges)
    {
        Vocabulary = vocabulary;
        _merges = new MergeTable(merges);
        _ignoresMerges = ignoresMerges;
        _bytes = Bytes(vocabulary);
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>Whether every byte is in the vocabulary; without one this model cannot be used.</summary>
    public static bool Fits(Vocabulary vocabulary) => Bytes(vocabulary).All(id => id >= 0);

    public void Tokenize(ReadOnlySpan<char> piece, List<ModelToken> tokens)
    {
        if (_ignoresMerges && WholeWord(piece) is >= 0 and var whole)
        {
            tokens.Add(new ModelToken(whole, 0, piece.Length));
            return;
        }

        int size = System.Text.Encoding.UTF8.GetByteCount(piece);
        int[]? rented = size > OnStack ? ArrayPool<int>.Shared.Rent(2 * size) : null;
        Span<int> ids = rented is null ? stackalloc int[size] : rented.AsSpan(0, size);
        Span<int> lengths = rented is null ? stackalloc int[size] : rented.AsSpan(size, size);
        Spread(piece, ids);
        lengths.Fill(1);
        int count = Merger.Merge(_merges, ids, lengths);
        Emit(piece, size, ids[..count], lengths, tokens);
        if (rented is not null) ArrayPool<int>.Shared.Return(rented);
    }

    private static int[] Bytes(Vocabulary vocabulary) => [.. Enumerable.Range(0, 256).Select(b => vocabulary.IdOf([ByteAlphabet.CharOf((byte)b)]))];

    private int WholeWord(ReadOnlySpan<char> piece)
    {
        // Three characters of the alphabet for one unit at most.
        if (piece.Length > OnStack / 3) return -1;
        Span<byte> bytes = stackalloc byte[OnStack];
        Span<char> word = stackalloc char[OnStack];
        int count = System.Text.Encoding.UTF8.GetBytes(piece, bytes);
        for (int i = 0; i < count; i++) word[i] = ByteAlphabet.CharOf(bytes[i]);
        return Vocabulary.IdOf(word[..count]);
    }

    private void Spread(ReadOnlySpan<char> piece, Span<int> ids)
    {
        Span<byte> bytes = stackalloc byte[4];
        int at = 0;
        foreach (Rune rune in piece.EnumerateRunes())
        {
            int count = rune.EncodeToUtf8(bytes);
            for (int i = 0; i < count; i++) ids[at++] = _bytes[bytes[i]];
        }
    }

    private static void Emit(ReadOnlySpan<char> piece, int size, ReadOnlySpan<int> ids, ReadOnlySpan<int> lengths, List<ModelToken> tokens)
    {
        if (size == piece.Length)
        {
            for (int i = 0, at = 0; i < ids.Length; at += lengths[i++]) tokens.Add(new ModelToken(ids[i], at, at + lengths[i]));
            return;
        }

        var places = new BytePlaces(piece);
        for (int i = 0, at = 0; i < ids.Length; at += lengths[i++])
            tokens.Add(new ModelToken(ids[i], places.CharacterAt(at), places.EndOfCharacterAt(at + lengths[i] - 1)));
    }
}
