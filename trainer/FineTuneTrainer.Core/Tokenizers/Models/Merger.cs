namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Merges neighbors, the lowest rank first and of equal ones the leftmost, until nothing merges.</summary>
internal static class Merger
{
    // Above it, looking for the lowest rank costs more than keeping it on a heap.
    private const int LongestScan = 48;

    /// <summary>Merges in place; returns how many symbols are left.</summary>
    public static int Merge(MergeTable table, Span<int> ids, Span<int> lengths) =>
        ids.Length <= LongestScan ? Scan(table, ids, lengths) : LongMerger.Merge(table, ids, lengths);

    private static int Scan(MergeTable table, Span<int> ids, Span<int> lengths)
    {
        int count = ids.Length;
        Span<int> ranks = stackalloc int[LongestScan];
        Span<int> results = stackalloc int[LongestScan];
        for (int i = 0; i + 1 < count; i++) ranks[i] = table.Rank(ids[i], ids[i + 1], out results[i]);
        while (count > 1)
        {
            int best = 0;
            int lowest = ranks[0];
            for (int i = 1; i < count - 1; i++)
                if (ranks[i] < lowest) (lowest, best) = (ranks[i], i);
            if (lowest == MergeTable.Never) break;
            ids[best] = results[best];
            lengths[best] += lengths[best + 1];
            Close(ids, best + 1, count);
            Close(lengths, best + 1, count);
            Close(ranks, best, count);
            Close(results, best, count);
            count--;
            if (best + 1 < count) ranks[best] = table.Rank(ids[best], ids[best + 1], out results[best]);
            if (best > 0) ranks[best - 1] = table.Rank(ids[best - 1], ids[best], out results[best - 1]);
        }

        return count;
    }

    // Moves what stands behind a gap into it.
    private static void Close(Span<int> values, int gap, int count)
    {
        for (int i = gap; i + 1 < count; i++) values[i] = values[i + 1];
    }
}
