using FineTune.Contract;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Linears;

/// <summary>The product of a linear layer: y = x W^T + b.</summary>
public interface ILinearKernel
{
    /// <summary>Which one it is.</summary>
    LinearKernelType Type { get; }

    /// <summary>Computes the product; the result has x's dtype.</summary>
    Tensor Apply(Tensor x, Tensor weight, Tensor? bias); // x (..., in), weight (out, in), bias (out)
}
