using System.Runtime.CompilerServices;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>The end of a regular expression.</summary>
internal sealed class AcceptNode : INode
{
    public UInt128 FirstAscii => UInt128.MaxValue;

    public int Match(ReadOnlySpan<char> text, int at) => at;
}

/// <summary>One character of a set.</summary>
internal sealed class OneNode(CodePointSet set, INode next) : INode
{
    public UInt128 FirstAscii { get; } = set.Ascii();

    public int Match(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length) return -1;
        int c = Points.At(text, at, out int units);
        return set.Contains(c) ? next.Match(text, at + units) : -1;
    }
}

/// <summary>A greedy run of characters of a set, given back one by one.</summary>
internal sealed class RunNode(CodePointSet set, int least, int most, INode next) : INode
{
    private readonly bool _last = next is AcceptNode;

    public UInt128 FirstAscii { get; } = least > 0 ? set.Ascii() : set.Ascii() | next.FirstAscii;

    public int Match(ReadOnlySpan<char> text, int at)
    {
        int end = at;
        int count = 0;
        while (end < text.Length && count < most)
        {
            int c = Points.At(text, end, out int units);
            if (!set.Contains(c)) break;
            end += units;
            count++;
        }

        if (count < least) return -1;
        if (_last) return end;
        while (true)
        {
            int found = next.Match(text, end);
            if (found >= 0 || count == least) return found;
            end -= Points.UnitsBefore(text, end);
            count--;
        }
    }
}

/// <summary>The first of several ways that leads to the end.</summary>
internal sealed class ChoiceNode : INode
{
    private readonly INode[] _ways;
    private readonly UInt128[] _first;

    public ChoiceNode(INode[] ways)
    {
        _ways = ways;
        _first = [.. ways.Select(w => w.FirstAscii)];
        FirstAscii = _first.Aggregate((a, b) => a | b);
    }

    public UInt128 FirstAscii { get; }

    public int Match(ReadOnlySpan<char> text, int at)
    {
        int c = at < text.Length ? text[at] : 128;
        for (int i = 0; i < _ways.Length; i++)
        {
            if (c < 128 && (_first[i] >> c & 1) == 0) continue;
            int found = _ways[i].Match(text, at);
            if (found >= 0) return found;
        }

        return -1;
    }
}

/// <summary>Something again and again, as often as it can or as seldom.</summary>
internal sealed class LoopNode(bool lazy, INode next) : INode
{
    // Its last step leads back here, so it is set behind the constructor; the parser refuses an item that may be empty.
    public INode? Item { get; set; }

    public UInt128 FirstAscii => UInt128.MaxValue;

    public int Match(ReadOnlySpan<char> text, int at)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        int found = (lazy ? next : Item!).Match(text, at);
        return found >= 0 ? found : (lazy ? Item! : next).Match(text, at);
    }
}

/// <summary>A part that keeps its first match.</summary>
internal sealed class AtomicNode(INode item, INode next) : INode
{
    public UInt128 FirstAscii => item.FirstAscii;

    public int Match(ReadOnlySpan<char> text, int at)
    {
        int end = item.Match(text, at);
        return end < 0 ? -1 : next.Match(text, end);
    }
}

/// <summary>A look at what follows.</summary>
internal sealed class LookaheadNode(INode item, bool wanted, INode next) : INode
{
    public UInt128 FirstAscii => UInt128.MaxValue;

    public int Match(ReadOnlySpan<char> text, int at) => item.Match(text, at) >= 0 == wanted ? next.Match(text, at) : -1;
}

/// <summary>A look at the character before.</summary>
internal sealed class LookbehindNode(CodePointSet set, bool wanted, INode next) : INode
{
    public UInt128 FirstAscii => UInt128.MaxValue;

    public int Match(ReadOnlySpan<char> text, int at)
    {
        bool found = at > 0 && set.Contains(Points.At(text, at - Points.UnitsBefore(text, at), out _));
        return found == wanted ? next.Match(text, at) : -1;
    }
}

/// <summary>A place without width.</summary>
internal sealed class PlaceNode(Anchor anchor, INode next) : INode
{
    public UInt128 FirstAscii => UInt128.MaxValue;

    public int Match(ReadOnlySpan<char> text, int at) => Holds(text, at) ? next.Match(text, at) : -1;

    private bool Holds(ReadOnlySpan<char> text, int at) => anchor switch
    {
        Anchor.LineStart => at == 0 || (text[at - 1] == '\n' && at < text.Length),
        Anchor.LineEnd => at == text.Length || text[at] == '\n',
        Anchor.TextStart => at == 0,
        Anchor.TextEnd => at == text.Length,
        Anchor.TextEndOrNewline => at == text.Length || (at == text.Length - 1 && text[at] == '\n'),
        Anchor.WordBorder => IsBorder(text, at),
        _ => !IsBorder(text, at),
    };

    private static bool IsBorder(ReadOnlySpan<char> text, int at)
    {
        bool before = at > 0 && Characters.RegexWord.Contains(Points.At(text, at - Points.UnitsBefore(text, at), out _));
        bool after = at < text.Length && Characters.RegexWord.Contains(Points.At(text, at, out _));
        return before != after;
    }
}
