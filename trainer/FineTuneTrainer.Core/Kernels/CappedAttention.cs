using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>Attention whose scores are squeezed between -cap and cap by tanh before the mask (Gemma 2).</summary>
internal static class CappedAttention
{
    public const string Text = """
        def attention_capped(q: Tensor, k: Tensor, v: Tensor, m: Tensor, p: float, scale: float, cap: float) -> Tensor:
            groups = q.size(1) // k.size(1)
            keys = k.repeat_interleave(groups, 1)
            values = v.repeat_interleave(groups, 1)
            scores = torch.tanh(torch.matmul(q, keys.transpose(-2, -1)) * (scale / cap)) * cap + m
            return torch.matmul(torch.dropout(torch.softmax(scores, -1), p, p > 0.0), values)

        """;

    // mask (row or 1, 1, query, key), an addend
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, Tensor mask, double dropout, double scale, double cap) =>
        TorchKernels.InvokeTensor("attention_capped", q, k, v, mask, dropout, scale, cap);

    /// <summary>The plain twin.</summary>
    public static Tensor ApplyPlain(Tensor q, Tensor k, Tensor v, Tensor mask, double dropout, double scale, double cap)
    {
        var (rows, heads, queries, width, keys) = (q.shape[0], q.shape[1], q.shape[2], q.shape[3], k.shape[2]);
        Tensor Flat(Tensor x) => x.repeat_interleave(heads / x.shape[1], 1).reshape(rows * heads, x.shape[2], width);
        var scores = bmm(Flat(q), Flat(k).transpose(1, 2)).view(rows, heads, queries, keys) * scale;
        var probabilities = F.dropout((((scores / cap).tanh() * cap) + mask).softmax(-1), dropout, training: dropout > 0);
        return bmm(probabilities.view(rows * heads, queries, keys), Flat(v)).view(rows, heads, queries, width);
    }
}
