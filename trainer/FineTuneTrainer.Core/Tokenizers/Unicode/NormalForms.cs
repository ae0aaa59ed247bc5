using System.Collections.Frozen;

namespace FineTuneTrainer.Core.Tokenizers.Unicode;

/// <summary>
/// Decomposition, combining classes and composition of single characters. <see cref="string.Normalize()"/> cannot do it: without ICU, as this
/// program runs, it leaves the text as it is, and its tables are newer than those of the tokenizers library.
/// </summary>
internal static class NormalForms
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;
    private const int TailFirst = 0x11A7;
    private const int TailCount = 28;

    private static readonly FrozenDictionary<int, int[]> Canonical = Read(CanonicalTable.Decompositions).ToFrozenDictionary();
    private static readonly FrozenDictionary<int, int[]> Compatible = Read(CompatibilityTable.Decompositions).Concat(Canonical).ToFrozenDictionary();
    private static readonly FrozenDictionary<int, byte> Classes = ReadClasses().ToFrozenDictionary();
    private static readonly FrozenDictionary<(int, int), int> Pairs = ReadPairs().ToFrozenDictionary();

    /// <summary>The combining class; 0 for what begins a new sequence.</summary>
    public static byte ClassOf(int c) => c < 0x300 ? (byte)0 : Classes.GetValueOrDefault(c);

    /// <summary>Appends the full decomposition.</summary>
    public static void Decompose(int c, bool compatible, List<int> parts)
    {
        if (c < 0x80)
        {
            parts.Add(c);
        }
        else if (c - HangulFirst is >= 0 and < HangulCount)
        {
            int index = c - HangulFirst;
            parts.Add(LeadFirst + (index / (VowelCount * TailCount)));
            parts.Add(VowelFirst + (index / TailCount % VowelCount));
            if (index % TailCount != 0) parts.Add(TailFirst + (index % TailCount));
        }
        else if ((compatible ? Compatible : Canonical).TryGetValue(c, out int[]? step))
        {
            foreach (int part in step) Decompose(part, compatible, parts);
        }
        else
        {
            parts.Add(c);
        }
    }

    /// <summary>What two characters make together, or null.</summary>
    public static int? Compose(int first, int second)
    {
        if (first - LeadFirst is >= 0 and < LeadCount && second - VowelFirst is >= 0 and < VowelCount)
            return HangulFirst + ((((first - LeadFirst) * VowelCount) + second - VowelFirst) * TailCount);
        int index = first - HangulFirst;
        if (index is >= 0 and < HangulCount && index % TailCount == 0 && second - TailFirst is > 0 and < TailCount) return first + second - TailFirst;
        return Pairs.TryGetValue((first, second), out int composed) ? composed : null;
    }

    /// <summary>All characters that a form may change, or whose neighbors may be changed because of them.</summary>
    public static CodePointSet Unstable(bool compatible, bool composes)
    {
        var set = new CodePointSet();
        foreach (int c in Classes.Keys) set.Add(c);
        foreach (int c in compatible ? Compatible.Keys : Canonical.Keys) set.Add(c);
        set.AddRange(HangulFirst, HangulFirst + HangulCount - 1);
        if (!composes) return set;
        var stable = new CodePointSet();
        stable.AddRange(HangulFirst, HangulFirst + HangulCount - 1);
        foreach (((int first, int second), int composed) in Pairs)
        {
            if (ClassOf(composed) == 0) stable.Add(composed);
            set.Add(second);
        }

        foreach ((_, int second) in Pairs.Keys) stable.Remove(second);
        set.IntersectWith(stable.Complement());
        set.AddRange(VowelFirst, VowelFirst + VowelCount - 1);
        set.AddRange(TailFirst, TailFirst + TailCount - 1);
        return set;
    }

    private static Dictionary<int, int[]> Read(string table)
    {
        var result = new Dictionary<int, int[]>();
        foreach (string entry in table.Split(' '))
        {
            string[] sides = entry.Split('>');
            string[] ends = sides[0].Split('-');
            bool counts = sides[1].EndsWith('+');
            int[] parts = [.. sides[1].TrimEnd('+').Split('.').Select(CodePointSet.Hex)];
            int first = CodePointSet.Hex(ends[0]);
            for (int c = first; c <= CodePointSet.Hex(ends[^1]); c++) result[c] = counts ? [parts[0] + c - first] : parts;
        }

        return result;
    }

    private static Dictionary<int, byte> ReadClasses()
    {
        var result = new Dictionary<int, byte>();
        foreach (string entry in CanonicalTable.Classes.Split(' '))
        {
            string[] sides = entry.Split(':');
            string[] ends = sides[0].Split('-');
            for (int c = CodePointSet.Hex(ends[0]); c <= CodePointSet.Hex(ends[^1]); c++) result[c] = byte.Parse(sides[1]);
        }

        return result;
    }

    private static Dictionary<(int, int), int> ReadPairs()
    {
        var excluded = new CodePointSet(CanonicalTable.NotComposed);
        return Canonical.Where(p => p.Value.Length == 2 && !excluded.Contains(p.Key)).ToDictionary(p => (p.Value[0], p.Value[1]), p => p.Key);
    }
}
