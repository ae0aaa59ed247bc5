using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>SentencePiece's cleaning for machine translation: drops controls, makes spaces of what looks like one.</summary>
internal sealed class Nmt : INormalizer
{
    private static readonly CodePointSet Removed = new("1-8 B E-1F 7F 8F 9F");
    private static readonly CodePointSet Spaces = new("9-A C-D 1680 200B-200F 2028-2029 2581 FEFF FFFD");

    public bool Normalize(MappedText from, MappedText to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            // All of them are of one unit; halves of pairs are in neither set.
            char c = from.Chars[i];
            if (Removed.Contains(c)) continue;
            to.Append(Spaces.Contains(c) ? ' ' : c, from.Start(i), from.End(i));
        }

        return true;
    }
}
