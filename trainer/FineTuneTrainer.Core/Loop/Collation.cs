using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Loop;

/// <summary>Turns encoded rows into padded tensors.</summary>
public sealed class Collation(int padId, Device device, IRowChange? change = null)
{
    /// <summary>One micro-batch, padded to its own longest row; <paramref name="first"/> is the occasion of its first row.</summary>
    public Batch Collate(IReadOnlyList<EncodedRow> rows, Occasion first)
    {
        if (change is not null)
            rows = [.. rows.Select((row, i) => change.Apply(row, first with { Row = first.Row + i }))];
        var padded = Padding.Pad(rows, padId);
        long[] shape = [padded.Rows, padded.Length];
        return new Batch(tensor(padded.InputIds, shape, device: device), Labels(rows, padded), padded.RealTokens)
        {
            Mask = tensor(padded.AttentionMask, shape, device: device),
            TokenTypeIds = tensor(padded.TypeIds, shape, device: device),
        };
    }

    /// <summary>All rows, in micro-batches of like length; each says which rows it holds, so that an evaluation need not care for order.</summary>
    public IEnumerable<Batch> InLengthOrder(IReadOnlyList<EncodedRow> rows, int size) =>
        Enumerable.Range(0, rows.Count).OrderBy(row => rows[row].Ids.Length).Chunk(size)
            .Select((chunk, i) => Collate(Array.ConvertAll(chunk, row => rows[row]), Occasion.Evaluation(i * size)) with { Rows = chunk });

    private Tensor Labels(IReadOnlyList<EncodedRow> rows, PaddedBatch padded) => rows[0] switch
    {
        { Values: { } values } => tensor(rows.SelectMany(row => row.Values!).ToArray(), [rows.Count, values.Length], device: device),
        { TokenLabels: not null } => tensor(Padding.TokenLabels(rows, padded.Length), [padded.Rows, padded.Length], device: device),
        _ => tensor(padded.Labels, device: device),
    };
}
