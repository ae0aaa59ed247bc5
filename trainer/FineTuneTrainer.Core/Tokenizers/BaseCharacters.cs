using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>
/// Decomposes text and drops its accents. <see cref="string.Normalize()"/> cannot do it: without ICU, as this program runs, it leaves the text as it is.
/// Marks that stay (spacing ones, and those newer than the library's table) keep their order, where the canonical order might swap two in a row.
/// </summary>
internal static class BaseCharacters
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private static readonly FrozenDictionary<int, string> Rests = Read();

    public static string Of(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            int c = rune.Value;
            if (c < 0x80) result.Append((char)c);
            else if (c is >= HangulFirst and <= HangulLast) AppendSyllable(c - HangulFirst, result);
            else if (Rests.TryGetValue(c, out string? rest)) result.Append(rest);
            else if (!BertCharacters.IsAccent(c)) result.Append(rune);
        }

        return result.ToString();
    }

    private static void AppendSyllable(int index, StringBuilder result)
    {
        result.Append((char)(0x1100 + (index / (VowelCount * TailCount))));
        result.Append((char)(0x1161 + (index / TailCount % VowelCount)));
        if (index % TailCount != 0) result.Append((char)(0x11A7 + (index % TailCount)));
    }

    private static FrozenDictionary<int, string> Read()
    {
        var rests = new Dictionary<int, string>();
        foreach (string entry in BaseCharacterTable.Text.Split(' '))
        {
            string[] sides = entry.Split('>');
            string[] ends = sides[0].Split('-');
            string rest = string.Concat(sides[1].Split('.').Select(hex => char.ConvertFromUtf32(Hex(hex))));
            for (int c = Hex(ends[0]); c <= Hex(ends[^1]); c++) rests[c] = rest;
        }

        return rests.ToFrozenDictionary();
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
