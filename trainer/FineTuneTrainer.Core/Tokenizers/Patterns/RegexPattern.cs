using FineTuneTrainer.Core.Models;

namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>
/// A regular expression as Oniguruma reads it, in whole characters. <see cref="System.Text.RegularExpressions.Regex"/> sees halves of characters
/// beyond U+FFFF, has no possessive quantifiers and folds case by other rules.
/// </summary>
internal sealed class RegexPattern : IPattern
{
    private readonly INode _start;
    private readonly UInt128 _first;

    /// <summary>Compiles a pattern; what it cannot do is refused with an <see cref="InvalidDataException"/>.</summary>
    public RegexPattern(string pattern)
        : this(Parsed(pattern))
    {
    }

    /// <summary>Compiles a pattern that is already in parts.</summary>
    public RegexPattern(RegexTree tree)
    {
        _start = RegexCompiler.Compile(tree);
        _first = _start.FirstAscii;
    }

    public bool Find(ReadOnlySpan<char> text, int from, out Match match)
    {
        for (int at = from; at <= text.Length; at++)
        {
            if (at < text.Length)
            {
                char c = text[at];
                if (c < 128 ? (_first >> c & 1) == 0 : char.IsLowSurrogate(c)) continue;
            }

            int end = Match(text, at);
            if (end < 0) continue;
            match = Patterns.Match.Of(text, at, end);
            return true;
        }

        match = default;
        return false;
    }

    private static RegexTree Parsed(string pattern)
    {
        try
        {
            return new RegexParser(pattern).Parse();
        }
        catch (InsufficientExecutionStackException)
        {
            throw new InvalidDataException("The regular expression is nested too deep.");
        }
    }

    private int Match(ReadOnlySpan<char> text, int at)
    {
        try
        {
            return _start.Match(text, at);
        }
        catch (InsufficientExecutionStackException)
        {
            throw new ModelIncompatibleException([$"a regular expression of the tokenizer repeats a group more often than it can follow, in a text of {text.Length} characters"]);
        }
    }
}
