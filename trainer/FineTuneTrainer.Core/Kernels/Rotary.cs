using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>Turns the pairs (i, i + d/2) of each head by their position's angles (RoFormer, arXiv 2104.09864, in GPT-NeoX's layout); what lies beyond d stays.</summary>
internal static class Rotary
{
    public const string Text = """
        def rotary(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
            half = cos.size(-1)
            a = x.narrow(-1, 0, half)
            b = x.narrow(-1, half, half)
            rest = x.size(-1) - 2 * half
            turned = [a * cos - b * sin, b * cos + a * sin]
            if rest > 0:
                turned.append(x.narrow(-1, 2 * half, rest))
            return torch.cat(turned, -1)

        """;

    // x (row, head, position, headDim), cos and sin (row or 1, 1, position, d/2)
    public static Tensor Apply(Tensor x, Tensor cos, Tensor sin) => TorchKernels.InvokeTensor("rotary", x, cos, sin);

    /// <summary>The plain twin, as transformers writes it: x cos + rotate_half(x) sin.</summary>
    public static Tensor ApplyPlain(Tensor x, Tensor cos, Tensor sin)
    {
        var half = cos.shape[^1];
        var (turning, rest) = (x.narrow(-1, 0, 2 * half), x.narrow(-1, 2 * half, x.shape[^1] - (2 * half)));
        var rotated = cat([-turning.narrow(-1, half, half), turning.narrow(-1, 0, half)], -1);
        return cat([(turning * cat([cos, cos], -1)) + (rotated * cat([sin, sin], -1)), rest], -1);
    }
}
