using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>Cuts every so many characters.</summary>
internal sealed class FixedLength(int length) : IPreTokenizer, ICutter
{
    public void Run(PieceFlow flow) => flow.Cut(this);

    public void Cut(ReadOnlySpan<char> text, int at, List<Piece> parts)
    {
        int start = 0;
        int count = 0;
        for (int i = 0; i < text.Length;)
        {
            Points.At(text, i, out int units);
            i += units;
            if (++count < length && i < text.Length) continue;
            parts.Add(new Piece(at + start, i - start));
            start = i;
            count = 0;
        }
    }
}
