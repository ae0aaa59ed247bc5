using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>Puts a text in front of what is not empty; it shares the span of the first character.</summary>
internal sealed class Prepend(string text) : INormalizer
{
    public bool Normalize(MappedText from, MappedText to)
    {
        if (from.Length == 0) return false;
        foreach (char c in text) to.Append(c, from.Start(0), from.End(0));
        to.Append(from, 0, from.Length);
        return true;
    }
}
