using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>Trims white space at either end.</summary>
internal sealed class Strip(bool left, bool right) : INormalizer
{
    public bool Normalize(MappedText from, MappedText to)
    {
        ReadOnlySpan<char> text = from.Chars;
        int start = left ? text.Length - text.TrimStart().Length : 0;
        int end = right ? text.TrimEnd().Length : text.Length;
        if (start == 0 && end == text.Length) return false;
        if (start < end) to.Append(from, start, end - start);
        return true;
    }
}
