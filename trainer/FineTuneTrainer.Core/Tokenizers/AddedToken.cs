namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>A token that is found in the text as a whole, before or after it is normalized.</summary>
internal sealed record AddedToken(int Id, string Content)
{
    /// <summary>Whether letters, digits or marks must not touch it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Whether it takes the white space before it.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Whether it takes the white space behind it.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Whether it is looked for in the normalized text.</summary>
    public bool Normalized { get; init; }

    /// <summary>Whether it is left out of decoded text on request, and may be read as ordinary text.</summary>
    public bool Special { get; init; } = true;
}
