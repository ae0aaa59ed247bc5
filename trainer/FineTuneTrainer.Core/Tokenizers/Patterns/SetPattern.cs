using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>One character of a set, or a whole run of them.</summary>
internal sealed class SetPattern(CodePointSet set, bool runs) : IPattern
{
    public bool Find(ReadOnlySpan<char> text, int from, out Match match)
    {
        match = default;
        int start = -1;
        int at = from;
        while (at < text.Length)
        {
            int c = text[at];
            int units = char.IsHighSurrogate((char)c) && at + 1 < text.Length ? 2 : 1;
            if (units == 2) c = char.ConvertToUtf32((char)c, text[at + 1]);
            bool member = set.Contains(c);
            if (member && start < 0) start = at;
            if (member && !runs) at += units;
            if (start >= 0 && (!member || !runs)) break;
            at += units;
        }

        if (start < 0) return false;
        match = Match.Of(text, start, at);
        return true;
    }
}
