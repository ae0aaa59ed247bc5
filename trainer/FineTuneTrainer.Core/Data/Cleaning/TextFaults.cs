using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FineTuneTrainer.Core.Data.Cleaning;

/// <summary>Faults that a text shows by itself.</summary>
internal static partial class TextFaults
{
    private const char Joiner = '\u200D';
    private const char NonJoiner = '\u200C';
    private const char Mark = '\uFEFF';

    // Windows-1252 where it differs from Latin-1: 0x80 to 0x9F; five of them are undefined and stay what they are.
    private const string Windows =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static bool IsEmpty(string text) => !text.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) is
        <= UnicodeCategory.OtherLetter or (>= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber) or (>= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol));

    public static bool HasByteOrderMark(string text) => text.Contains(Mark);

    /// <summary>Control characters other than tab and line breaks, and invisible marks other than the joiners that scripts and emoji need.</summary>
    public static bool HasControls(string text) => text.Any(c => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control => c is not ('\t' or '\n' or '\r'),
        UnicodeCategory.Format => c is not (Joiner or NonJoiner or Mark),
        _ => false,
    });

    public static bool HasMarkup(string text) => MarkupPattern().IsMatch(text);

    public static bool IsPadded(string text) => text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]));

    /// <summary>A run of characters beyond ASCII that, written as Windows-1252, is UTF-8: what comes of reading UTF-8 in the wrong encoding.</summary>
    public static bool IsMojibake(string text) => NoAscii().Matches(text).Any(run => run.Length > 1 && IsUtf8(run.Value));

    /// <summary>One sentence again and again.</summary>
    public static bool IsRepetition(string text)
    {
        Match first = Sentence().Match(text);
        if (!first.Success) return false;
        int times = (text.Length - text.Replace(first.Value, "", StringComparison.Ordinal).Length) / first.Length;
        return times * first.Length > 0.85 * text.Length;
    }

    private static bool IsUtf8(string run)
    {
        var bytes = new byte[run.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            int place = Windows.IndexOf(run[i], StringComparison.Ordinal);
            if (place < 0 && run[i] > 0xFF) return false;
            bytes[i] = place < 0 ? (byte)run[i] : (byte)(0x80 + place);
        }

        try
        {
            Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>|<!--.*?-->|&(?:[a-zA-Z]+|#\d+);", RegexOptions.Singleline)]
    private static partial Regex MarkupPattern();

    [GeneratedRegex(@"[^\x00-\x7F]+")]
    private static partial Regex NoAscii();

    [GeneratedRegex(@"\A.*?[.!?。！？](?=\s|\z)", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
