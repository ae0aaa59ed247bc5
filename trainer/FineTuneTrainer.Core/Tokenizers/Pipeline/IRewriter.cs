namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>Changes the characters of one piece of text.</summary>
internal interface IRewriter
{
    /// <summary>Appends the new text of a piece with the spans of its originals.</summary>
    void Rewrite(MappedText text, Piece piece, MappedText into);
}
