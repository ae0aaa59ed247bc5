using System.Text.RegularExpressions;

namespace FineTuneTrainer.Core.Data.Cleaning;

/// <summary>
/// Finds earlier texts with nearly the same words, by their share of common words (Jaccard). Exact, but not every pair is compared: two sets that share
/// enough must share a word among the first few of each in any fixed order (prefix filter, Chaudhuri et al. 2006).
/// </summary>
internal sealed partial class NearDuplicates(double share)
{
    private readonly List<(long Row, string[] Words)> _texts = [];
    private readonly Dictionary<string, List<int>> _byWord = new(StringComparer.Ordinal);

    /// <summary>The earlier row that shares most, of equal ones the first; null if none shares enough.</summary>
    public (long Row, double Share)? Find(string text)
    {
        string[] words = Words(text);
        (long Row, double Share)? best = null;
        foreach (int candidate in Prefix(words).SelectMany(w => _byWord.GetValueOrDefault(w) ?? []).Distinct().Order())
        {
            double common = Share(words, _texts[candidate].Words);
            if (common >= share && (best is null || common > best.Value.Share)) best = (_texts[candidate].Row, common);
        }

        return best;
    }

    public void Add(long row, string text)
    {
        string[] words = Words(text);
        foreach (string word in Prefix(words))
        {
            if (!_byWord.TryGetValue(word, out List<int>? texts)) _byWord[word] = texts = [];
            texts.Add(_texts.Count);
        }

        _texts.Add((row, words));
    }

    private string[] Prefix(string[] words) => words[..Math.Min(words.Length, words.Length - (int)Math.Ceiling(share * words.Length) + 1)];

    // Both are in one order, so common words are met side by side.
    private static double Share(string[] a, string[] b)
    {
        int common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            int order = Order(a[i], b[j]);
            if (order == 0) common++;
            if (order <= 0) i++;
            if (order >= 0) j++;
        }

        return (double)common / (a.Length + b.Length - common);
    }

    private static string[] Words(string text)
    {
        string[] words = [.. WordPattern().Matches(text.ToLowerInvariant().Replace('\u2019', '\'')).Select(m => m.Value).Distinct(StringComparer.Ordinal)];
        Array.Sort(words, Order);
        return words;
    }

    // Long words first: they are rare, so that the prefixes of different texts seldom meet.
    private static int Order(string a, string b) => a.Length != b.Length ? b.Length.CompareTo(a.Length) : string.CompareOrdinal(a, b);

    // Chinese has no spaces: each of its characters is a word.
    [GeneratedRegex(@"[\u3400-\u9FFF]|[\p{L}\p{M}\p{N}-[\u3400-\u9FFF]]+(?:'[\p{L}\p{M}\p{N}-[\u3400-\u9FFF]]+)*")]
    private static partial Regex WordPattern();
}
