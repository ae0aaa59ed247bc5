using System.Text.RegularExpressions;

namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>Tercom's tokenizer as sacreBLEU has it (https://github.com/jhclark/tercom, Normalizer.java).</summary>
internal static partial class TerTokens
{
    // Each pattern with its replacement, in order.
    private static readonly (Regex Pattern, string Replacement)[] Western =
    [
        (new(@"([{-~[-` -&(-+:-@/])"), " $1 "), (new(@"'s "), " 's "), (new(@"'s$"), " 's"), (new(@"([^0-9])([\.,])", RegexOptions.Singleline), "$1 $2 "),
        (new(@"([\.,])([^0-9])", RegexOptions.Singleline), " $1 $2"), (new(@"([0-9])(-)"), "$1 $2 "),
    ];

    private static readonly (Regex Pattern, string Replacement)[] Asian =
    [
        (new(@"([\u4e00-\u9fff\u3400-\u4dbf])"), " $1 "), (new(@"([\u31c0-\u31ef\u2e80-\u2eff])"), " $1 "),
        (new(@"([\u3300-\u33ff\uf900-\ufaff\ufe30-\ufe4f])"), " $1 "), (new(@"([\u3200-\u3f22])"), " $1 "),
        (new(@"(^|^[\u3040-\u309f])([\u3040-\u309f]+)(?=$|^[\u3040-\u309f])"), "$1 $2 "),
        (new(@"(^|^[\u30a0-\u30ff])([\u30a0-\u30ff]+)(?=$|^[\u30a0-\u30ff])"), "$1 $2 "),
        (new(@"(^|^[\u31f0-\u31ff])([\u31f0-\u31ff]+)(?=$|^[\u31f0-\u31ff])"), "$1 $2 "),
        (AsianMarks(), " $1 "), (FullWidthMarks(), " $1 "),
    ];

    public static string[] Of(string line, TerOptions options)
    {
        string text = options.CaseSensitive ? line : PythonText.Lower(line);
        if (options.Normalized)
        {
            text = Replaced($" {Unescaped(text)} ", Western);
            if (options.AsianSupport) text = Replaced(text, Asian);
        }

        if (options.NoPunctuation)
        {
            text = Marks().Replace(text, "");
            if (options.AsianSupport) text = FullWidthMarks().Replace(AsianMarks().Replace(text, ""), "");
        }

        return PythonText.Words(text);
    }

    private static string Unescaped(string text) => text
        .Replace("\n-", "", StringComparison.Ordinal).Replace('\n', ' ')
        .Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);

    private static string Replaced(string text, (Regex Pattern, string Replacement)[] rules) =>
        rules.Aggregate(text, (current, rule) => rule.Pattern.Replace(current, rule.Replacement));

    [GeneratedRegex(@"[\.,\?:;!""\(\)]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"([\u3001\u3002\u3008-\u3011\u3014-\u301f\uff61-\uff65\u30fb])")]
    private static partial Regex AsianMarks();

    [GeneratedRegex(@"([\uff0e\uff0c\uff1f\uff1a\uff1b\uff01\uff02\uff08\uff09])")]
    private static partial Regex FullWidthMarks();
}
