using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>sacreBLEU's tokenizers, line for line equal (https://github.com/mjpost/sacrebleu; the rules are NIST's mteval-v13a and -v14).</summary>
public static partial class BleuTokens
{
    // sacreBLEU writes the ranges of the supplementary planes with four-digit escapes, so its Chinese tokenizer takes U+2001 to U+2A6D and
    // U+2F81 to U+2FA1 instead: its scores are defined by that.
    private static readonly (int From, int To)[] Chinese =
    [
        (0x3400, 0x4DB5), (0x4E00, 0x9FA5), (0x9FA6, 0x9FBB), (0xF900, 0xFA2D), (0xFA30, 0xFA6A), (0xFA70, 0xFAD9), (0x2001, 0x2A6D), (0x2F81, 0x2FA1),
        (0xFF00, 0xFFEF), (0x2E80, 0x2EFF), (0x3000, 0x303F), (0x31C0, 0x31EF), (0x2F00, 0x2FDF), (0x2FF0, 0x2FFF), (0x3100, 0x312F), (0x31A0, 0x31BF),
        (0xFE10, 0xFE1F), (0xFE30, 0xFE4F), (0x2600, 0x26FF), (0x2700, 0x27BF), (0x3200, 0x32FF), (0x3300, 0x33FF),
    ];

    /// <summary>The line with single spaces between its tokens.</summary>
    public static string Tokenize(string line, BleuTokenizer tokenizer) => tokenizer switch
    {
        BleuTokenizer.Mteval13a => Western($" {Unescaped(line)} "),
        BleuTokenizer.International => International(line),
        BleuTokenizer.Chinese => Western(SplitChinese(PythonText.Trim(line))),
        BleuTokenizer.Character => string.Join(' ', PythonText.Characters(line)),
        BleuTokenizer.None => line,
        _ => throw new ArgumentOutOfRangeException(nameof(tokenizer), tokenizer, "Not a tokenizer of BLEU."),
    };

    /// <summary>The tokenizer's name in sacreBLEU and in its signatures.</summary>
    public static string NameOf(BleuTokenizer tokenizer) => tokenizer switch
    {
        BleuTokenizer.Mteval13a => "13a",
        BleuTokenizer.International => "intl",
        BleuTokenizer.Chinese => "zh",
        BleuTokenizer.Character => "char",
        _ => "none",
    };

    private static string Unescaped(string line)
    {
        string joined = line.Replace("<skipped>", "", StringComparison.Ordinal).Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' ');
        return joined.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
    }

    // Punctuation stands alone; points and commas only away from digits, dashes only after one.
    private static string Western(string line)
    {
        line = Punctuation().Replace(line, " $1 ");
        line = PointAfterOther().Replace(line, "$1 $2 ");
        line = PointBeforeOther().Replace(line, " $1 $2");
        line = DashAfterDigit().Replace(line, "$1 $2 ");
        return string.Join(' ', PythonText.Words(line));
    }

    private static string International(string line)
    {
        List<string> runes = Pairs(PythonText.Characters(line), IsNoNumber, IsPunctuation, (a, b) => [a, " ", b, " "]);
        runes = Pairs(runes, IsPunctuation, IsNoNumber, (a, b) => [" ", a, " ", b]);
        return string.Join(' ', PythonText.Words(string.Concat(runes.Select(r => IsSymbol(r) ? $" {r} " : r))));
    }

    // A substitution over pairs of neighbors from the left, as a regular expression of two characters makes it; .NET's own sees half characters.
    private static List<string> Pairs(
        IReadOnlyList<string> runes, Func<string, bool> first, Func<string, bool> second, Func<string, string, string[]> replaced)
    {
        List<string> result = [];
        for (int i = 0; i < runes.Count; i++)
        {
            if (i + 1 < runes.Count && first(runes[i]) && second(runes[i + 1])) result.AddRange(replaced(runes[i], runes[++i]));
            else result.Add(runes[i]);
        }

        return result;
    }

    private static bool IsPunctuation(string rune) => Category(rune) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static bool IsSymbol(string rune) => Category(rune) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol;

    private static bool IsNoNumber(string rune) => Category(rune) is not (>= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber);

    private static UnicodeCategory Category(string rune) => Rune.GetUnicodeCategory(Rune.GetRuneAt(rune, 0));

    private static string SplitChinese(string line) =>
        string.Concat(line.EnumerateRunes().Select(r => Chinese.Any(range => r.Value >= range.From && r.Value <= range.To) ? $" {r} " : r.ToString()));

    [GeneratedRegex(@"([\{-\~\[-\` -\&\(-\+\:-\@\/])")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"([^0-9])([\.,])", RegexOptions.Singleline)]
    private static partial Regex PointAfterOther();

    [GeneratedRegex(@"([\.,])([^0-9])", RegexOptions.Singleline)]
    private static partial Regex PointBeforeOther();

    [GeneratedRegex(@"([0-9])(-)")]
    private static partial Regex DashAfterDigit();
}
