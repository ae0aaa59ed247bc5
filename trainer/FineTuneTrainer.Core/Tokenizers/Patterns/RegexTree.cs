using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>A parsed regular expression.</summary>
internal abstract record RegexTree
{
    /// <summary>One character of a set.</summary>
    public sealed record One(CodePointSet Set) : RegexTree;

    /// <summary>One after the other.</summary>
    public sealed record Row(IReadOnlyList<RegexTree> Items) : RegexTree;

    /// <summary>The first that leads to a match.</summary>
    public sealed record Choice(IReadOnlyList<RegexTree> Items) : RegexTree;

    /// <summary>Something several times.</summary>
    public sealed record Repeat(RegexTree Item, int Least, int Most, Greed Greed) : RegexTree;

    /// <summary>Something that is not tried again once it matched.</summary>
    public sealed record Atomic(RegexTree Item) : RegexTree;

    /// <summary>Something that must stand, or must not stand, ahead or behind.</summary>
    public sealed record Look(RegexTree Item, bool Ahead, bool Wanted) : RegexTree;

    /// <summary>A place without width.</summary>
    public sealed record Place(Anchor Anchor) : RegexTree;
}

/// <summary>How much a repetition takes: as much as it can, as little, or as much without giving back.</summary>
internal enum Greed
{
    Greedy,
    Lazy,
    Possessive,
}

/// <summary>Places without width.</summary>
internal enum Anchor
{
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    TextEndOrNewline,
    WordBorder,
    NoWordBorder,
}
