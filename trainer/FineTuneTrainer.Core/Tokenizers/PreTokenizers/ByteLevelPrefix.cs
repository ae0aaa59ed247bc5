using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>Puts a space in front of every piece that has none.</summary>
internal sealed class ByteLevelPrefix : IPreTokenizer, IRewriter
{
    public void Run(PieceFlow flow) => flow.Rewrite(this);

    public void Rewrite(MappedText text, Piece piece, MappedText into)
    {
        if (text.Chars[piece.Start] != ' ') into.Append(' ', text.Start(piece.Start), text.End(piece.Start));
        into.Append(text, piece.Start, piece.Length);
    }
}
