namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>How a text becomes tokens.</summary>
public sealed record EncodeOptions
{
    /// <summary>Whether the tokenizer's special tokens are put around the text; on by default, off for rendered chat templates.</summary>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>Whether special tokens that stand in the text are read as ordinary text; off by default.</summary>
    public bool SplitSpecialTokens { get; init; }

    /// <summary>How long texts are cut; null leaves them whole.</summary>
    public Truncation? Truncation { get; init; }
}
