using System.Globalization;
using System.Text;

namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>Python's string functions where .NET's differ: the reference metrics are defined by them.</summary>
internal static class PythonText
{
    /// <summary>str.split(): words between runs of white space, the separators 0x1C to 0x1F included.</summary>
    public static string[] Words(string text)
    {
        List<string> words = [];
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool space = i == text.Length || IsSpace(text[i]);
            if (!space && start < 0) start = i;
            if (!space || start < 0) continue;
            words.Add(text[start..i]);
            start = -1;
        }

        return [.. words];
    }

    /// <summary>str.rstrip().</summary>
    public static string TrimEnd(string text)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1])) end--;
        return text[..end];
    }

    /// <summary>str.strip().</summary>
    public static string Trim(string text)
    {
        int start = 0;
        string trimmed = TrimEnd(text);
        while (start < trimmed.Length && IsSpace(trimmed[start])) start++;
        return trimmed[start..];
    }

    /// <summary>str.lower(): the dotted capital I keeps its dot, and a sigma at the end of a word takes its final form.</summary>
    public static string Lower(string text)
    {
        string lower = text.ToLowerInvariant();
        if (!text.AsSpan().ContainsAny('\u0130', '\u03A3')) return lower;
        var fixedText = new StringBuilder(lower.Length);
        for (int i = 0; i < text.Length; i++)
        {
            fixedText.Append(text[i] switch
            {
                '\u0130' => "i\u0307",
                '\u03A3' when IsFinal(text, i) => "\u03C2",
                _ => lower[i].ToString(),
            });
        }

        return fixedText.ToString();
    }

    /// <summary>The format ".nf": halves go to the even digit, as the exact binary value says.</summary>
    public static string Fixed(double value, int digits)
    {
        // A double stands exactly halfway between two decimals only if it is a multiple of 2^-(digits + 1); elsewhere .NET rounds right.
        double lifted = value * (1 << (digits + 1));
        double rounded = lifted == Math.Floor(lifted) ? Math.Round(value, digits, MidpointRounding.ToEven) : value;
        return rounded.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>The characters as Python counts them: whole code points.</summary>
    public static string[] Characters(string text) => [.. text.EnumerateRunes().Select(r => r.ToString())];

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    private static bool IsFinal(string text, int i) =>
        i > 0 && char.IsLetter(text[i - 1]) && (i + 1 == text.Length || !char.IsLetter(text[i + 1]));
}
