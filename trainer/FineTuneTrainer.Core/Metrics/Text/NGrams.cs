namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>Counts of the runs of n items of a sequence.</summary>
internal static class NGrams
{
    // Joined by a character that no token holds, for tokens come out of a split at white space.
    private const char Joint = '\u001F';

    public static Dictionary<string, int> Of(IReadOnlyList<string> items, int n)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        for (int i = 0; i + n <= items.Count; i++)
        {
            string gram = string.Join(Joint, items.Skip(i).Take(n));
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }

        return counts;
    }

    /// <summary>How many runs two sequences share, each as often as both have it.</summary>
    public static int Shared(Dictionary<string, int> first, Dictionary<string, int> second) =>
        first.Sum(pair => Math.Min(pair.Value, second.GetValueOrDefault(pair.Key)));

    /// <summary>For each run the larger of both counts.</summary>
    public static void Raise(Dictionary<string, int> counts, Dictionary<string, int> other)
    {
        foreach ((string gram, int count) in other) counts[gram] = Math.Max(count, counts.GetValueOrDefault(gram));
    }
}
