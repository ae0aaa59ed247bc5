using System.Globalization;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>Reads single characters, escapes and classes in brackets as sets of code points.</summary>
internal sealed class RegexSets(string pattern)
{
    public static InvalidDataException Refused(string pattern, int at, string what) =>
        new($"The regular expression '{pattern}' has {what} at position {at}; this is not supported.");

    /// <summary>The set that begins at a place outside of brackets.</summary>
    public CodePointSet Read(ref int at)
    {
        if (pattern[at] == '[') return Bracket(ref at);
        if (pattern[at] == '\\') return Escape(ref at);
        if (pattern[at] != '.') return Single(Character(ref at));
        at++;
        return Single('\n').Complement();
    }

    private CodePointSet Bracket(ref int at)
    {
        int start = at++;
        bool negated = at < pattern.Length && pattern[at] == '^';
        if (negated) at++;
        var set = new CodePointSet();
        CodePointSet? left = null;
        for (bool first = true; ; first = false)
        {
            if (at >= pattern.Length) throw Refused(pattern, start, "a '[' without its ']'");
            if (pattern[at] == ']' && !first) break;
            if (string.CompareOrdinal(pattern, at, "&&", 0, 2) == 0)
            {
                at += 2;
                left = Both(left, set);
                set = new CodePointSet();
                continue;
            }

            Member(ref at, set);
        }

        at++;
        set = Both(left, set);
        return negated ? set.Complement() : set;
    }

    private static CodePointSet Both(CodePointSet? left, CodePointSet right)
    {
        if (left is not null) right.IntersectWith(left);
        return right;
    }

    private void Member(ref int at, CodePointSet set)
    {
        if (string.CompareOrdinal(pattern, at, "[:", 0, 2) == 0)
        {
            int close = pattern.IndexOf(":]", at, StringComparison.Ordinal);
            if (close < 0) throw Refused(pattern, at, "a '[:' without its ':]'");
            set.UnionWith(UnicodeProperty.Named(pattern[(at + 2)..close]) ?? throw Refused(pattern, at, $"the class '{pattern[at..(close + 2)]}'"));
            at = close + 2;
            return;
        }

        if (pattern[at] == '[')
        {
            set.UnionWith(Bracket(ref at));
            return;
        }

        int begin = at;
        CodePointSet one = pattern[at] == '\\' ? Escape(ref at) : Single(Character(ref at));
        bool range = at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']';
        if (!range)
        {
            set.UnionWith(one);
            return;
        }

        at++;
        CodePointSet other = pattern[at] == '\\' ? Escape(ref at) : Single(Character(ref at));
        int first = Only(one, begin);
        int last = Only(other, begin);
        if (last < first) throw Refused(pattern, begin, "a range that ends before it begins");
        set.AddRange(first, last);
    }

    private int Only(CodePointSet set, int at)
    {
        int[] members = [.. set.Members().Take(2)];
        return members.Length == 1 ? members[0] : throw Refused(pattern, at, "a range of sets");
    }

    private CodePointSet Escape(ref int at)
    {
        int start = at++;
        if (at >= pattern.Length) throw Refused(pattern, start, "a backslash at its end");
        char c = pattern[at++];
        switch (c)
        {
            case 'p' or 'P':
                return Property(ref at, start, c == 'P');
            case 'x' or 'u':
                return Single(Code(ref at, c));
        }

        if (UnicodeProperty.Shorthand(char.ToLowerInvariant(c)) is { } set) return char.IsAsciiLetterUpper(c) ? set.Complement() : set;
        const string Letters = "tnrfvae";
        int index = Letters.IndexOf(c);
        if (index >= 0) return Single("\t\n\r\f\v\a\e"[index]);
        if (char.IsAsciiLetterOrDigit(c)) throw Refused(pattern, start, $"the escape '\\{c}'");
        at--;
        return Single(Character(ref at));
    }

    private CodePointSet Property(ref int at, int start, bool negated)
    {
        int close = at < pattern.Length && pattern[at] == '{' ? pattern.IndexOf('}', at) : -1;
        if (close < 0) throw Refused(pattern, start, "a property without braces");
        string name = pattern[(at + 1)..close];
        at = close + 1;
        if (name.StartsWith('^')) (name, negated) = (name[1..], !negated);
        CodePointSet set = UnicodeProperty.Named(name) ?? throw Refused(pattern, start, $"the property '{name}'");
        return negated ? set.Complement() : set;
    }

    private int Code(ref int at, char kind)
    {
        int start = at;
        int close = at < pattern.Length && pattern[at] == '{' ? pattern.IndexOf('}', at) : -1;
        string digits = close >= 0 ? pattern[(at + 1)..close] : pattern[at..Math.Min(at + (kind == 'x' ? 2 : 4), pattern.Length)];
        at = close >= 0 ? close + 1 : at + digits.Length;
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) && code is >= 0 and < 0x110000
            ? code
            : throw Refused(pattern, start, $"the code '{digits}'");
    }

    private int Character(ref int at)
    {
        int c = Points.At(pattern, at, out int units);
        at += units;
        return c;
    }

    private static CodePointSet Single(int c)
    {
        var set = new CodePointSet();
        set.Add(c);
        return set;
    }
}
