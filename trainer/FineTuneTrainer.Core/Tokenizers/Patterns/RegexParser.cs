using System.Runtime.CompilerServices;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>Reads the part of Oniguruma's syntax that tokenizers use; everything else is refused by name.</summary>
internal sealed class RegexParser(string pattern)
{
    private readonly RegexSets _sets = new(pattern);
    private int _at;

    public RegexTree Parse()
    {
        RegexTree tree = Choice(ignoreCase: false);
        return _at == pattern.Length ? tree : throw Refused("an unexpected ')'");
    }

    private RegexTree Choice(bool ignoreCase)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        List<RegexTree> ways = [Row(ignoreCase)];
        while (Take('|')) ways.Add(Row(ignoreCase));
        if (ways.Count == 1) return ways[0];
        return ways.All(w => w is RegexTree.One) ? new RegexTree.One(Union(ways.Cast<RegexTree.One>())) : new RegexTree.Choice(ways);
    }

    // A choice of single characters is a set; so it costs no stack when it is repeated.
    private static CodePointSet Union(IEnumerable<RegexTree.One> ways)
    {
        var set = new CodePointSet();
        foreach (RegexTree.One way in ways) set.UnionWith(way.Set);
        return set;
    }

    private RegexTree Row(bool ignoreCase)
    {
        List<RegexTree> items = [];
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')')) items.Add(Repeated(Item(ignoreCase)));
        return items.Count == 1 ? items[0] : new RegexTree.Row(items);
    }

    private RegexTree Item(bool ignoreCase)
    {
        char c = pattern[_at];
        if (c == '(') return Group(ignoreCase);
        if (c == '^' || c == '$')
        {
            _at++;
            return new RegexTree.Place(c == '^' ? Anchor.LineStart : Anchor.LineEnd);
        }

        if (c is '*' or '+' or '?') throw Refused($"'{c}' with nothing to repeat");
        if (c == '\\' && _at + 1 < pattern.Length && AnchorOf(pattern[_at + 1]) is { } anchor)
        {
            _at += 2;
            return new RegexTree.Place(anchor);
        }

        CodePointSet set = _sets.Read(ref _at);
        return new RegexTree.One(ignoreCase ? CaseFolding.Widen(set) : set);
    }

    private static Anchor? AnchorOf(char c) => c switch
    {
        'A' => Anchor.TextStart,
        'z' => Anchor.TextEnd,
        'Z' => Anchor.TextEndOrNewline,
        'b' => Anchor.WordBorder,
        'B' => Anchor.NoWordBorder,
        _ => null,
    };

    private RegexTree Group(bool ignoreCase)
    {
        _at++;
        RegexTree result;
        if (Take("?:")) result = Choice(ignoreCase);
        else if (Take("?i:")) result = Choice(ignoreCase: true);
        else if (Take("?-i:")) result = Choice(ignoreCase: false);
        else if (Take("?>")) result = new RegexTree.Atomic(Choice(ignoreCase));
        else if (Take("?=")) result = new RegexTree.Look(Choice(ignoreCase), Ahead: true, Wanted: true);
        else if (Take("?!")) result = new RegexTree.Look(Choice(ignoreCase), Ahead: true, Wanted: false);
        else if (Take("?<=")) result = new RegexTree.Look(Choice(ignoreCase), Ahead: false, Wanted: true);
        else if (Take("?<!")) result = new RegexTree.Look(Choice(ignoreCase), Ahead: false, Wanted: false);
        else if (_at < pattern.Length && pattern[_at] == '?') throw Refused($"the group '({pattern[_at..Math.Min(_at + 3, pattern.Length)]}'");
        else result = Choice(ignoreCase);
        return Take(')') ? result : throw Refused("a group without its ')'");
    }

    private RegexTree Repeated(RegexTree item)
    {
        while (_at < pattern.Length && Quantifier() is var (least, most, interval))
        {
            // Oniguruma reads a plus behind an interval as another repetition, not as a possessive one.
            Greed greed = Take('?') ? Greed.Lazy : !interval && Take('+') ? Greed.Possessive : Greed.Greedy;
            item = Repeat(item, least, most, greed);
        }

        return item;
    }

    private RegexTree Repeat(RegexTree item, int least, int most, Greed greed)
    {
        if (item is RegexTree.Repeat { Least: 1, Greed: Greed.Greedy, Item: RegexTree.One inner } && most == int.MaxValue && least <= 1) item = inner;
        if (most == int.MaxValue && MayBeEmpty(item)) throw Refused("an endless repetition of something that may be empty");
        return new RegexTree.Repeat(item, least, most, greed);
    }

    private static bool MayBeEmpty(RegexTree tree) => tree switch
    {
        RegexTree.One => false,
        RegexTree.Row row => row.Items.All(MayBeEmpty),
        RegexTree.Choice choice => choice.Items.Any(MayBeEmpty),
        RegexTree.Repeat repeat => repeat.Least == 0 || MayBeEmpty(repeat.Item),
        RegexTree.Atomic atomic => MayBeEmpty(atomic.Item),
        _ => true,
    };

    private (int Least, int Most, bool Interval)? Quantifier()
    {
        if (Take('?')) return (0, 1, false);
        if (Take('*')) return (0, int.MaxValue, false);
        if (Take('+')) return (1, int.MaxValue, false);
        int close = pattern[_at] == '{' ? pattern.IndexOf('}', _at) : -1;
        if (close < 0) return null;
        string[] ends = pattern[(_at + 1)..close].Split(',');
        if (ends.Length > 2 || ends.All(e => e.Length == 0) || ends.Any(e => e.Length > 0 && !e.All(char.IsAsciiDigit))) return null;
        _at = close + 1;
        int least = ends[0].Length == 0 ? 0 : int.Parse(ends[0]);
        int most = ends.Length == 1 ? least : ends[1].Length == 0 ? int.MaxValue : int.Parse(ends[1]);
        return (least, most, true);
    }

    private bool Take(char c)
    {
        if (_at >= pattern.Length || pattern[_at] != c) return false;
        _at++;
        return true;
    }

    private bool Take(string text)
    {
        if (string.CompareOrdinal(pattern, _at, text, 0, text.Length) != 0) return false;
        _at += text.Length;
        return true;
    }

    private InvalidDataException Refused(string what) => RegexSets.Refused(pattern, _at, what);
}
