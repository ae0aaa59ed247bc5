using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>x / sqrt(mean(x^2) + eps) times a gain, over the last dimension, in one operator that TorchSharp does not bind.</summary>
internal static class RmsNorm
{
    public const string Text = """
        def rms_norm(x: Tensor, w: Tensor, eps: float) -> Tensor:
            return torch.rms_norm(x, [x.size(-1)], w, eps)

        """;

    public static Tensor Apply(Tensor x, Tensor weight, double eps) => TorchKernels.InvokeTensor("rms_norm", x, weight, eps);

    /// <summary>The plain twin.</summary>
    public static Tensor ApplyPlain(Tensor x, Tensor weight, double eps) => x * (x.square().mean([-1], keepdim: true) + eps).rsqrt() * weight;
}
