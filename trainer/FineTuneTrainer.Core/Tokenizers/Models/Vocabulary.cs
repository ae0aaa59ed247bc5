namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Words and their ids; ids may have gaps.</summary>
internal sealed class Vocabulary
{
    /// <summary>Ids from here on are refused: a file must not make the program ask for gigabytes.</summary>
    public const int MostIds = 16_000_000;

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly string?[] _words;

    public Vocabulary(Dictionary<string, int> ids)
    {
        foreach ((string word, int id) in ids) Check(id, word);
        _ids = ids;
        _bySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _words = new string?[ids.Count == 0 ? 0 : ids.Values.Max() + 1];
        foreach ((string word, int id) in ids) _words[id] = word;
    }

    /// <summary>Refuses an id that cannot be one.</summary>
    public static void Check(int id, string word)
    {
        if (id is < 0 or >= MostIds) throw new InvalidDataException($"The id {id} of '{word}' must be between 0 and {MostIds - 1}.");
    }

    public int Count => _ids.Count;

    public IReadOnlyDictionary<string, int> Ids => _ids;

    /// <summary>One more than the largest id.</summary>
    public int Size => _words.Length;

    /// <summary>A word's id, or -1.</summary>
    public int IdOf(ReadOnlySpan<char> word) => _bySpan.TryGetValue(word, out int id) ? id : -1;

    /// <summary>The word behind an id, or null.</summary>
    public string? WordOf(int id) => id >= 0 && id < _words.Length ? _words[id] : null;

    /// <summary>A word's id; a word that lacks is refused.</summary>
    public int Required(string word, string what) =>
        IdOf(word) is >= 0 and var id ? id : throw new InvalidDataException($"The tokenizer's vocabulary lacks its {what} '{word}'.");
}
