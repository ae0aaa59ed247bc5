using System.Globalization;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>A set of code points, one bit each.</summary>
internal sealed class CodePointSet
{
    private readonly ulong[] _bits = new ulong[(0x10FFFF >> 6) + 1];

    /// <summary>A set from hexadecimal code points and ranges, such as <c>21-2F A1</c>.</summary>
    public CodePointSet(string ranges)
    {
        foreach (string range in ranges.Split(' '))
        {
            string[] ends = range.Split('-');
            int first = Hex(ends[0]);
            int last = Hex(ends[^1]);
            for (int c = first; c <= last; c++) _bits[c >> 6] |= 1UL << (c & 63);
        }
    }

    public bool Contains(int codePoint) => (_bits[codePoint >> 6] >> (codePoint & 63) & 1) != 0;

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
