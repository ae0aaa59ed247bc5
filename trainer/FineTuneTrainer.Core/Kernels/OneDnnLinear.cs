using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>oneDNN's fp32 linear, which TorchSharp does not bind: it uses AVX-512 where MKL does not. Autograd goes through it.</summary>
internal static class OneDnnLinear
{
    public const string Text = """
        def onednn_linear(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
            return torch.mkldnn_linear(x.to_mkldnn(), w, b).to_dense()

        def onednn_linear_unbiased(x: Tensor, w: Tensor) -> Tensor:
            return torch.mkldnn_linear(x.to_mkldnn(), w).to_dense()

        """;

    public static Tensor Apply(Tensor x, Tensor weight, Tensor? bias) =>
        bias is null ? TorchKernels.InvokeTensor("onednn_linear_unbiased", x, weight) : TorchKernels.InvokeTensor("onednn_linear", x, weight, bias);

    /// <summary>The plain twin.</summary>
    public static Tensor ApplyPlain(Tensor x, Tensor weight, Tensor? bias) => F.linear(x, weight, bias);
}
