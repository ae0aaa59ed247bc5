using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>Puts a text in the place of every match; it shares the span of the last character that went.</summary>
internal sealed class Replace(IPattern pattern, string content) : INormalizer
{
    public bool Normalize(MappedText from, MappedText to)
    {
        int done = 0;
        for (int at = 0; pattern.Find(from.Chars, at, out Match match); at = match.Next)
        {
            to.Append(from, done, match.Start - done);
            (int start, int end) = match.End == 0 ? (0, 0) : (from.Start(match.End - 1), from.End(match.End - 1));
            foreach (char c in content) to.Append(c, start, end);
            done = match.End;
        }

        if (done == 0 && to.Length == 0) return false;
        to.Append(from, done, from.Length - done);
        return true;
    }
}
