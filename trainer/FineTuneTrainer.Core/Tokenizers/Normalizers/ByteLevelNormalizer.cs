using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>Writes every byte of the text as one visible character.</summary>
internal sealed class ByteLevelNormalizer : INormalizer
{
    public bool Normalize(MappedText from, MappedText to)
    {
        if (from.Length == 0) return false;
        ByteAlphabet.Write(from, new Piece(0, from.Length), to);
        return true;
    }
}
