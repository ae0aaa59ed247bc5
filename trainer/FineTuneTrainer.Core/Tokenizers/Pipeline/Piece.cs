namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>A stretch of the text: ordinary text, or (<see cref="Token"/> is not negative) an added token found as a whole.</summary>
internal readonly record struct Piece(int Start, int Length, int Token = Piece.Text)
{
    /// <summary>The token of ordinary text.</summary>
    public const int Text = -1;

    public int End => Start + Length;

    public bool IsToken => Token >= 0;
}
