using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Loop;

/// <summary>Turns encoded rows into padded tensors.</summary>
public sealed class Collation(int padId, Device device, IRowChange? change = null)
{
    /// <summary>One micro-batch, padded to its own longest row; <paramref name="first"/> is the occasion of its first row. Of pairs, all better answers come first, then all worse ones.</summary>
    public Batch Collate(IReadOnlyList<EncodedRow> rows, Occasion first)
    {
        if (change is not null)
            rows = [.. rows.Select((row, i) => change.Apply(row, first with { Row = first.Row + i }))];
        if (rows[0].Dense is { } dense)
            return Dense(rows, dense.Shape, first);
        var shown = rows;
        if (rows[0].Rejected is not null)
            rows = [.. rows, .. rows.Select(row => row.Rejected!)];
        var padded = Padding.Pad(rows, padId);
        long[] shape = [padded.Rows, padded.Length];
        return new Batch(tensor(padded.InputIds, shape, device: device), Labels(rows), padded.RealTokens)
        {
            Mask = tensor(padded.AttentionMask, shape, device: device),
            TokenTypeIds = tensor(padded.TypeIds, shape, device: device),
            Encoded = shown,
        };
    }

    /// <summary>All rows, in micro-batches of like length; each says which rows it holds, so that an evaluation need not care for order.</summary>
    public IEnumerable<Batch> InLengthOrder(IReadOnlyList<EncodedRow> rows, int size) =>
        Enumerable.Range(0, rows.Count).OrderBy(row => rows[row].Length).Chunk(size)
            .Select((chunk, i) => Collate(Array.ConvertAll(chunk, row => rows[row]), Occasion.Evaluation(i * size)) with { Rows = chunk });

    private Batch Dense(IReadOnlyList<EncodedRow> rows, IReadOnlyList<long> shape, Occasion first)
    {
        float[] numbers = [.. rows.SelectMany((row, i) => row.Dense!.Read(first with { Row = first.Row + i }))];
        return new Batch(tensor(numbers, [rows.Count, .. shape], device: device), Labels(rows), rows.Count) { Encoded = rows };
    }

    private Tensor Labels(IReadOnlyList<EncodedRow> rows) => rows[0] switch
    {
        { Values: { } values } => tensor(rows.SelectMany(row => row.Values!).ToArray(), [rows.Count, values.Length], device: device),
        { Target: not null } => TokenLabels([.. rows.Select(row => row.Target!)]),
        { TokenLabels: not null } => TokenLabels([.. rows.Select(row => row.TokenLabels!)]),
        _ => tensor(rows.Select(row => (long)row.Label).ToArray(), device: device),
    };

    // A token's label stands where its token does, so the longest labels are as long as the longest row; a target has a length of its own.
    private Tensor TokenLabels(IReadOnlyList<int[]> labels)
    {
        var length = labels.Max(row => row.Length);
        return tensor(Padding.TokenLabels(labels, length), [labels.Count, length], device: device);
    }
}
