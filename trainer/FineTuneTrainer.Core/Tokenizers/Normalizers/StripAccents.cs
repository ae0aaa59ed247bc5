using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>Drops combining marks.</summary>
internal sealed class StripAccents : INormalizer
{
    public bool Normalize(MappedText from, MappedText to)
    {
        for (int i = 0; i < from.Length;)
        {
            int c = from.CodePoint(i, out int units);
            if (!Characters.Accents.Contains(c)) to.Append(from, i, units);
            i += units;
        }

        return true;
    }
}
