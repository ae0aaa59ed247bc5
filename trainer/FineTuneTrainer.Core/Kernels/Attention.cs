using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>softmax(q k^T / sqrt(d)) v in one operator; dropout falls on the probabilities.</summary>
internal static class Attention
{
    // q, k, v (row, head, position, headDim); mask (row, 1, 1, position), true where a key counts, or null when all do
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, Tensor? mask, double dropout) =>
        F.scaled_dot_product_attention(q, k, v, mask, dropout);

    /// <summary>The plain twin.</summary>
    public static Tensor ApplyPlain(Tensor q, Tensor k, Tensor v, Tensor? mask, double dropout)
    {
        var (rows, heads, positions, width) = (q.shape[0], q.shape[1], q.shape[2], q.shape[3]);
        Tensor Flat(Tensor x) => x.reshape(rows * heads, positions, width);
        var scores = bmm(Flat(q), Flat(k).transpose(1, 2)).view(rows, heads, positions, positions) / Math.Sqrt(width);
        if (mask is not null)
            scores = scores.masked_fill(mask.logical_not(), float.NegativeInfinity);
        var probabilities = F.dropout(scores.softmax(-1), dropout, training: dropout > 0);
        return bmm(probabilities.view(rows * heads, positions, positions), Flat(v)).view(rows, heads, positions, width);
    }
}
