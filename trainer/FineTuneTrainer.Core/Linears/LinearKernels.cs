using FineTune.Contract;
using FineTuneTrainer.Core.Kernels;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Linears;

/// <summary>The products there are.</summary>
public static class LinearKernels
{
    /// <summary>A product by its name.</summary>
    public static ILinearKernel Of(LinearKernelType type) => type switch
    {
        LinearKernelType.Native => new Native(),
        LinearKernelType.OneDnn => new OneDnn(),
        LinearKernelType.BF16 => new Bf16(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Auto is decided by LinearChoice"),
    };

    private sealed class Native : ILinearKernel
    {
        public LinearKernelType Type => LinearKernelType.Native;

        public Tensor Apply(Tensor x, Tensor weight, Tensor? bias) => F.linear(x, weight, bias);
    }

    private sealed class OneDnn : ILinearKernel
    {
        public LinearKernelType Type => LinearKernelType.OneDnn;

        public Tensor Apply(Tensor x, Tensor weight, Tensor? bias) => OneDnnLinear.Apply(x, weight, bias);
    }

    // bf16 products around fp32 masters: the leaves stay fp32, autograd casts the gradients back.
    private sealed class Bf16 : ILinearKernel
    {
        public LinearKernelType Type => LinearKernelType.BF16;

        public Tensor Apply(Tensor x, Tensor weight, Tensor? bias) =>
            F.linear(x.to(ScalarType.BFloat16), weight.to(ScalarType.BFloat16), bias?.to(ScalarType.BFloat16)).to(x.dtype);
    }
}
