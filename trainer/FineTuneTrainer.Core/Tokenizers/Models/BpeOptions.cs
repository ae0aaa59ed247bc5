namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>The switches of a BPE model that works on characters, with the defaults of a file that leaves them out.</summary>
internal sealed record BpeOptions
{
    public string? UnknownToken { get; init; }

    /// <summary>What stands before every symbol of a word but the first.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What stands behind the last symbol of a word.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Whether neighboring unknown characters are one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Whether unknown characters are spelled in bytes.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Whether a piece that is a word of the vocabulary is taken at once.</summary>
    public bool IgnoresMerges { get; init; }
}
