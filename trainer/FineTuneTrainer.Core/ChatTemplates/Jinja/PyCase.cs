using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Upper and lower case as Python's texts have it, with the few characters that grow.</summary>
internal static class PyCase
{
    public static string Upper(string text) => text.ToUpperInvariant().Replace("\u00DF", "SS", StringComparison.Ordinal).Replace("\u0149", "\u02BCN", StringComparison.Ordinal);

    /// <summary>Lower case; a capital sigma at the end of a word becomes the final one, the dotted I two characters.</summary>
    public static string Lower(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        var result = new StringBuilder();
        for (int i = 0; i < runes.Length; i++)
        {
            if (runes[i].Value == 0x130) result.Append("i\u0307");
            else if (runes[i].Value == 0x3A3) result.Append(IsFinal(runes, i) ? '\u03C2' : '\u03C3');
            else result.Append(Rune.ToLowerInvariant(runes[i]).ToString());
        }

        return result.ToString();
    }

    /// <summary>Words begin behind everything that has no case.</summary>
    public static string Title(string text)
    {
        var result = new StringBuilder();
        bool inner = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            result.Append(inner ? Lower(rune.ToString()) : TitleOf(rune));
            inner = Rune.IsUpper(rune) || Rune.IsLower(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.TitlecaseLetter;
        }

        return result.ToString();
    }

    public static string Capitalize(string text)
    {
        if (text.Length == 0) return text;
        Rune.DecodeFromUtf16(text, out Rune first, out int units);
        return TitleOf(first) + Lower(text[units..]);
    }

    public static string Swap(string text) => string.Concat(text.EnumerateRunes().Select(r => Rune.IsUpper(r) ? Lower(r.ToString()) : Upper(r.ToString())));

    private static string TitleOf(Rune rune) => rune.Value == 0xDF ? "Ss" : Upper(rune.ToString());

    private static bool IsFinal(Rune[] runes, int at)
    {
        static bool Cased(Rune r) => Rune.IsUpper(r) || Rune.IsLower(r);
        return at > 0 && Cased(runes[at - 1]) && (at + 1 == runes.Length || !Cased(runes[at + 1]));
    }
}
