using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>Lower case without context.</summary>
internal sealed class Lowercase : INormalizer
{
    public bool Normalize(MappedText from, MappedText to)
    {
        for (int i = 0; i < from.Length;)
        {
            int c = from.CodePoint(i, out int units);
            to.AppendPoint(LowerCase.Of(c), from.Start(i), from.End(i));
            if (c == LowerCase.DottedI) to.AppendPoint(LowerCase.CombiningDot, from.Start(i), from.End(i));
            i += units;
        }

        return true;
    }
}
