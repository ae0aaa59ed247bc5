namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>Which text of a pair gives way.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer one first, then both.</summary>
    LongestFirst,

    /// <summary>Only the first.</summary>
    OnlyFirst,

    /// <summary>Only the second.</summary>
    OnlySecond,
}

/// <summary>An end of a text.</summary>
public enum Side
{
    /// <summary>The end of the text.</summary>
    Right,

    /// <summary>The beginning of the text.</summary>
    Left,
}

/// <summary>How long texts are cut. What is cut off comes back as <see cref="Encoding.Overflow"/>.</summary>
/// <param name="MaxLength">The most tokens, special ones included.</param>
public sealed record Truncation(int MaxLength)
{
    /// <summary>How many tokens a window repeats of the window before it; less than the room for text.</summary>
    public int Stride { get; init; }

    /// <summary>Which text of a pair gives way.</summary>
    public TruncationStrategy Strategy { get; init; }

    /// <summary>Where tokens are cut off.</summary>
    public Side Side { get; init; }
}
