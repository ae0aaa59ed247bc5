namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>A fixed string.</summary>
internal sealed class StringPattern(string content) : IPattern
{
    public bool Find(ReadOnlySpan<char> text, int from, out Match match)
    {
        match = default;
        if (from > text.Length || content.Length == 0) return false;
        int offset = text[from..].IndexOf(content);
        if (offset < 0) return false;
        match = Match.Of(text, from + offset, from + offset + content.Length);
        return true;
    }
}
