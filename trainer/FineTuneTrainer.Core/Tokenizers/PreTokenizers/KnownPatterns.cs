using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>The patterns of pre-tokenizers that have no pattern in their file.</summary>
internal static class KnownPatterns
{
    /// <summary>GPT-2's words (ByteLevel): contractions, and letters, numbers or symbols with one space before them.</summary>
    public static Split Gpt2() => new(new RegexPattern(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"), SplitBehavior.Isolated);

    /// <summary>Whitespace: runs of word characters and runs of symbols.</summary>
    public static Split Words()
    {
        CodePointSet symbols = Characters.Word.Complement();
        symbols.IntersectWith(Characters.WhiteSpace.Complement());
        return new Split(new RegexPattern(new RegexTree.Choice([Run(Characters.Word), Run(symbols)])), SplitBehavior.Removed, invert: true);
    }

    public static Split Punctuation(SplitBehavior behavior) => new(new SetPattern(Characters.Punctuation, runs: false), behavior);

    public static Split Digits(bool individual) =>
        new(new SetPattern(Characters.Numeric, runs: !individual), individual ? SplitBehavior.Isolated : SplitBehavior.Contiguous);

    private static RegexTree.Repeat Run(CodePointSet set) => new(new RegexTree.One(set), 1, int.MaxValue, Greed.Greedy);
}
