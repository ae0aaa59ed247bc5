using System.Text.RegularExpressions;

namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>The tokens of rouge_score's default tokenizer: runs of a-z and 0-9 in lower case, so that other scripts vanish.</summary>
public static partial class RougeTokens
{
    /// <summary>The text's tokens; with <paramref name="stem"/>, words longer than three letters are stemmed.</summary>
    public static string[] Of(string text, bool stem = false) =>
        [.. Runs().Matches(PythonText.Lower(text)).Select(m => stem && m.Length > 3 ? PorterStemmer.Stem(m.Value) : m.Value)];

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Runs();
}
