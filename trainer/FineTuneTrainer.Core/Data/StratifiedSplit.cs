namespace FineTuneTrainer.Core.Data;

/// <summary>Holds a share of the rows out so that every label keeps its share; the same seed gives the same split.</summary>
public static class StratifiedSplit
{
    /// <summary>
    /// Both parts keep the order of the file. The held part has rows * share rows, rounded up as by scikit-learn: each label gives the floor of its share, the rest goes to
    /// the largest remainders; a label never gives its last training row away.
    /// </summary>
    public static (IReadOnlyList<Row> Train, IReadOnlyList<Row> Held) Of(IReadOnlyList<Row> rows, double share, int seed) => Of(rows, row => row.Label, share, seed);

    /// <summary>The same for rows of any kind.</summary>
    public static (IReadOnlyList<T> Train, IReadOnlyList<T> Held) Of<T>(IReadOnlyList<T> rows, Func<T, string?> labelOf, double share, int seed)
    {
        if (share is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        int[][] classes = [.. Enumerable.Range(0, rows.Count)
            .GroupBy(i => labelOf(rows[i]) ?? "", StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.ToArray())];
        int[] counts = Counts([.. classes.Select(c => c.Length)], (int)Math.Ceiling(rows.Count * share), share);
        var held = new bool[rows.Count];
        for (int c = 0; c < classes.Length; c++)
        {
            var random = new CounterRandom((ulong)seed, stream: (ulong)c);
            random.Shuffle<int>(classes[c]);
            foreach (int row in classes[c].AsSpan(0, counts[c])) held[row] = true;
        }

        return ([.. rows.Where((_, i) => !held[i])], [.. rows.Where((_, i) => held[i])]);
    }

    private static int[] Counts(int[] sizes, int wanted, double share)
    {
        int[] counts = [.. sizes.Select(n => Math.Min((int)(n * share), n - 1))];
        int rest = wanted - counts.Sum();
        IEnumerable<int> byRemainder = Enumerable.Range(0, sizes.Length)
            .Where(c => counts[c] < sizes[c] - 1)
            .OrderByDescending(c => (sizes[c] * share) - counts[c])
            .Take(Math.Max(rest, 0));
        foreach (int c in byRemainder.ToArray()) counts[c]++;
        return counts;
    }
}
