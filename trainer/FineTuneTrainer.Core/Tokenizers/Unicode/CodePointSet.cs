using System.Globalization;

namespace FineTuneTrainer.Core.Tokenizers.Unicode;

/// <summary>A set of code points, one bit each.</summary>
internal sealed class CodePointSet
{
    private const int Limit = 0x110000;
    private readonly ulong[] _bits = new ulong[Limit >> 6];

    public CodePointSet()
    {
    }

    /// <summary>A set from hexadecimal code points and ranges, such as <c>21-2F A1</c>.</summary>
    public CodePointSet(string ranges)
    {
        foreach (string range in ranges.Split(' '))
        {
            string[] ends = range.Split('-');
            AddRange(Hex(ends[0]), Hex(ends[^1]));
        }
    }

    public static CodePointSet Where(Func<int, bool> holds)
    {
        var set = new CodePointSet();
        for (int c = 0; c < Limit; c++)
            if (holds(c)) set.Add(c);
        return set;
    }

    public bool Contains(int codePoint) => (_bits[codePoint >> 6] >> (codePoint & 63) & 1) != 0;

    public void Add(int codePoint) => _bits[codePoint >> 6] |= 1UL << (codePoint & 63);

    public void Remove(int codePoint) => _bits[codePoint >> 6] &= ~(1UL << (codePoint & 63));

    public void AddRange(int first, int last)
    {
        for (int c = first; c <= last; c++) Add(c);
    }

    public void UnionWith(CodePointSet other)
    {
        for (int i = 0; i < _bits.Length; i++) _bits[i] |= other._bits[i];
    }

    public void IntersectWith(CodePointSet other)
    {
        for (int i = 0; i < _bits.Length; i++) _bits[i] &= other._bits[i];
    }

    /// <summary>The set of all others.</summary>
    public CodePointSet Complement()
    {
        var result = new CodePointSet();
        for (int i = 0; i < _bits.Length; i++) result._bits[i] = ~_bits[i];
        return result;
    }

    /// <summary>The members below 128, one bit each.</summary>
    public UInt128 Ascii() => new(_bits[1], _bits[0]);

    /// <summary>Whether any character of a text is a member.</summary>
    public bool ContainsAny(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int c = text[i];
            if (char.IsHighSurrogate((char)c) && i + 1 < text.Length) c = char.ConvertToUtf32((char)c, text[++i]);
            if (Contains(c)) return true;
        }

        return false;
    }

    public IEnumerable<int> Members()
    {
        for (int i = 0; i < _bits.Length; i++)
            for (ulong rest = _bits[i]; rest != 0; rest &= rest - 1)
                yield return (i << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest);
    }

    internal static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
