using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Loop;

/// <summary>Turns encoded rows into padded tensors.</summary>
public sealed class Collation(int padId, Device device)
{
    /// <summary>One micro-batch, padded to its own longest row.</summary>
    public Batch Collate(IReadOnlyList<EncodedRow> rows)
    {
        var padded = Padding.Pad(rows, padId);
        long[] shape = [padded.Rows, padded.Length];
        return new Batch(tensor(padded.InputIds, shape, device: device), tensor(padded.Labels, device: device), padded.RealTokens)
        {
            Mask = tensor(padded.AttentionMask, shape, device: device),
            TokenTypeIds = tensor(padded.TypeIds, shape, device: device),
        };
    }

    /// <summary>All rows in order, in micro-batches of like length (evaluation does not care for order).</summary>
    public IEnumerable<Batch> InLengthOrder(IReadOnlyList<EncodedRow> rows, int size) =>
        rows.OrderBy(row => row.Ids.Length).Chunk(size).Select(chunk => Collate(chunk));
}
