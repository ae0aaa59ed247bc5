namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>A token on its way into an <see cref="Encoding"/>.</summary>
internal readonly record struct Token(int Id, int Start, int End, int Word)
{
    /// <summary>The word, the sequence of tokens that were put around the text.</summary>
    public const int NoPlace = -1;

    /// <summary>0 or 1 for the text it belongs to.</summary>
    public int Sequence { get; init; }

    public int Type { get; init; }

    /// <summary>What an added token matched, with the white space it took; null for all others.</summary>
    public string? Text { get; init; }

    public static Token Special(int id, int type) => new(id, 0, 0, NoPlace) { Sequence = NoPlace, Type = type };
}
