using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>GELU's tanh form (<c>gelu_new</c>) in one operator, which TorchSharp does not bind.</summary>
internal static class GeluTanh
{
    public const string Text = """
        def gelu_tanh(x: Tensor) -> Tensor:
            return torch.gelu(x, approximate="tanh")

        """;

    public static Tensor Apply(Tensor x) => TorchKernels.InvokeTensor("gelu_tanh", x);

    /// <summary>The plain twin: 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).</summary>
    public static Tensor ApplyPlain(Tensor x) => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.pow(3)))).tanh());
}
