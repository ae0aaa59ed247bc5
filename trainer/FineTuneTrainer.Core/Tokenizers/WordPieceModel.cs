using System.Text;
using Microsoft.ML.Tokenizers;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>A WordPiece vocabulary: cuts one word into its longest known pieces, or gives the unknown token for all of it.</summary>
internal sealed class WordPieceModel
{
    private readonly WordPieceTokenizer _tokenizer;
    private readonly int[] _ids;
    private readonly int _unknown;
    private readonly int _longestWord;
    private readonly Dictionary<int, string> _words;

    /// <summary>A model over a vocabulary whose ids may have gaps; Microsoft's tokenizer knows words by line number only.</summary>
    public WordPieceModel(IReadOnlyDictionary<string, int> vocabulary, string unknownToken, string prefix, int longestWord)
    {
        if (!vocabulary.TryGetValue(unknownToken, out _unknown))
            throw new InvalidDataException($"The tokenizer's vocabulary lacks its unknown token '{unknownToken}'.");
        Vocabulary = vocabulary;
        KeyValuePair<string, int>[] lines = [.. vocabulary.Where(p => p.Key.AsSpan().IndexOfAny('\r', '\n') < 0).OrderBy(p => p.Value)];
        _ids = [.. lines.Select(p => p.Value)];
        _words = vocabulary.GroupBy(p => p.Value).ToDictionary(g => g.Key, g => g.First().Key);
        _longestWord = longestWord;
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(p => p.Key + "\n"))));
        _tokenizer = WordPieceTokenizer.Create(text, new WordPieceOptions
        {
            UnknownToken = unknownToken,
            ContinuingSubwordPrefix = prefix,
            MaxInputCharsPerWord = longestWord * 2,
        });
    }

    /// <summary>The ids of all words.</summary>
    public IReadOnlyDictionary<string, int> Vocabulary { get; }

    /// <summary>The word behind an id, or null.</summary>
    public string? WordOf(int id) => _words.GetValueOrDefault(id);

    /// <summary>Appends the ids of one word's pieces.</summary>
    public void Append(ReadOnlySpan<char> word, List<int> ids)
    {
        if (CodePoints(word) > _longestWord)
        {
            ids.Add(_unknown);
            return;
        }

        foreach (int line in _tokenizer.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false)) ids.Add(_ids[line]);
    }

    private static int CodePoints(ReadOnlySpan<char> word)
    {
        int count = 0;
        foreach (Rune _ in word.EnumerateRunes()) count++;
        return count;
    }
}
