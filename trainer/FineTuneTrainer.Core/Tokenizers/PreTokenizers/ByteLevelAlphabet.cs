using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>Writes every byte as one visible character. A byte-level model that works on bytes does without it.</summary>
internal sealed class ByteLevelAlphabet : IPreTokenizer, IRewriter
{
    public void Run(PieceFlow flow) => flow.Rewrite(this);

    public void Rewrite(MappedText text, Piece piece, MappedText into) => ByteAlphabet.Write(text, piece, into);
}
