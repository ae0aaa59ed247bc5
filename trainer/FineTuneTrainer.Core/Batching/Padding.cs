using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Batching;

/// <summary>Fills the rows of a micro-batch up to its longest one.</summary>
public static class Padding
{
    /// <summary>Pads on the right with <paramref name="padId"/>, mask 0 and type 0.</summary>
    public static PaddedBatch Pad(IReadOnlyList<EncodedRow> rows, int padId)
    {
        int length = rows.Max(r => r.Ids.Length);
        var ids = new long[rows.Count * length];
        var mask = new long[ids.Length];
        var types = new long[ids.Length];
        var labels = new long[rows.Count];
        int real = 0;
        Array.Fill(ids, padId);
        for (int r = 0; r < rows.Count; r++)
        {
            EncodedRow row = rows[r];
            labels[r] = row.Label;
            real += row.Ids.Length;
            for (int t = 0; t < row.Ids.Length; t++)
            {
                ids[(r * length) + t] = row.Ids[t];
                types[(r * length) + t] = row.TypeIds[t];
                mask[(r * length) + t] = 1;
            }
        }

        return new PaddedBatch(ids, mask, types, labels, rows.Count, length, real);
    }

    /// <summary>Labels a token (row, position), filled up to <paramref name="length"/> with -100, which does not count.</summary>
    public static long[] TokenLabels(IReadOnlyList<int[]> rows, int length)
    {
        var labels = new long[rows.Count * length];
        Array.Fill(labels, EncodedRow.Ignored);
        for (int r = 0; r < rows.Count; r++)
        {
            int[] row = rows[r];
            for (int t = 0; t < row.Length; t++) labels[(r * length) + t] = row[t];
        }

        return labels;
    }
}
