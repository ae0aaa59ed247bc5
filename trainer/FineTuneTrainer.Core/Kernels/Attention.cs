using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>softmax(q k^T scale) v in one operator; dropout falls on the probabilities. TorchSharp binds neither scale nor grouped heads.</summary>
internal static class Attention
{
    public const string Text = """
        def attention(q: Tensor, k: Tensor, v: Tensor, p: float, causal: bool, scale: float, grouped: bool) -> Tensor:
            return torch.scaled_dot_product_attention(q, k, v, None, p, causal, scale=scale, enable_gqa=grouped)

        def attention_masked(q: Tensor, k: Tensor, v: Tensor, m: Tensor, p: float, scale: float, grouped: bool) -> Tensor:
            return torch.scaled_dot_product_attention(q, k, v, m, p, False, scale=scale, enable_gqa=grouped)

        """;

    // q, k, v (row, head, position, headDim); mask (row, 1, 1, position), true where a key counts, or null when all do
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, Tensor? mask, double dropout) =>
        F.scaled_dot_product_attention(q, k, v, mask, dropout);

    /// <summary>With a scale of its own, a causal or an additive mask (row, head or 1, query, key), and keys and values of fewer heads than queries.</summary>
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, AttentionMask mask, double dropout, double scale)
    {
        var grouped = q.shape[1] != k.shape[1];
        return mask.Values is null
            ? TorchKernels.InvokeTensor("attention", q, k, v, dropout, mask.Causal, scale, grouped)
            : TorchKernels.InvokeTensor("attention_masked", q, k, v, mask.Values, dropout, scale, grouped);
    }

    /// <summary>The plain twin.</summary>
    public static Tensor ApplyPlain(Tensor q, Tensor k, Tensor v, Tensor? mask, double dropout)
    {
        var additive = mask is null ? null : zeros(mask.shape, q.dtype).masked_fill(mask.logical_not(), float.NegativeInfinity);
        return ApplyPlain(q, k, v, new AttentionMask(additive, Causal: false), dropout, 1 / Math.Sqrt(q.shape[3]));
    }

    /// <summary>The plain twin of the second form.</summary>
    public static Tensor ApplyPlain(Tensor q, Tensor k, Tensor v, AttentionMask mask, double dropout, double scale)
    {
        var (rows, heads, queries, width, keys) = (q.shape[0], q.shape[1], q.shape[2], q.shape[3], k.shape[2]);
        Tensor Flat(Tensor x) => x.repeat_interleave(heads / x.shape[1], 1).reshape(rows * heads, x.shape[2], width);
        var scores = bmm(Flat(q), Flat(k).transpose(1, 2)).view(rows, heads, queries, keys) * scale;
        if (mask.Values is not null)
            scores = scores + mask.Values;
        if (mask.Causal)
            scores = scores.masked_fill(ones(queries, keys, ScalarType.Bool).tril().logical_not(), float.NegativeInfinity);
        var probabilities = F.dropout(scores.softmax(-1), dropout, training: dropout > 0);
        return bmm(probabilities.view(rows * heads, queries, keys), Flat(v)).view(rows, heads, queries, width);
    }
}
