namespace FineTuneTrainer.Core.Batching;

/// <summary>A part of a row in a packed sequence: its tokens from <paramref name="From"/> up to but not including <paramref name="To"/>.</summary>
public readonly record struct Piece(int Row, int From, int To)
{
    /// <summary>How many tokens it has; its position ids are 0 to this - 1.</summary>
    public int Length => To - From;
}
