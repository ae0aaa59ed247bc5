using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation;

/// <summary>Rows of tokens between tensors and arrays.</summary>
internal static class Rows
{
    public static long[][] Of(Tensor tokens)
    {
        var flat = tokens.cpu().contiguous().data<long>().ToArray();
        return [.. flat.Chunk((int)tokens.shape[1])];
    }

    /// <summary>The last token of each row (row, 1).</summary>
    public static Tensor Last(IReadOnlyList<long[]> rows, Device device) => tensor(rows.Select(row => row[^1]).ToArray(), [rows.Count, 1], device: device);
}
