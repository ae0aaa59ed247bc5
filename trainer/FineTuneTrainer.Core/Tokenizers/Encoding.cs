namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>One encoded text or pair: token ids with special tokens, and the segment each token belongs to. All lists have the same length.</summary>
public sealed record Encoding(int[] Ids, int[] TypeIds)
{
    /// <summary>Where each token stands in its own text, in UTF-16 units; (0, 0) for tokens that were put around the text.</summary>
    public (int Start, int End)[] Offsets { get; init; } = [];

    /// <summary>The number of the word each token comes from, counted in its own text; -1 for tokens that were put around.</summary>
    public int[] WordIds { get; init; } = [];

    /// <summary>0 for tokens of the first text, 1 for those of the second, -1 for tokens that were put around.</summary>
    public int[] SequenceIds { get; init; } = [];

    /// <summary>True for tokens that were put around the text, padding among them.</summary>
    public bool[] SpecialMask { get; init; } = [];

    /// <summary>1 for tokens, 0 for padding.</summary>
    public int[] AttentionMask { get; init; } = [];

    /// <summary>What truncation cut off, in further windows of the same shape, in order.</summary>
    public IReadOnlyList<Encoding> Overflow { get; init; } = [];
}
