using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.ResNet;

/// <summary>Convolution, batch norm, and an activation unless it is the last of a layer.</summary>
internal sealed class ConvolutionBlock(ModelBuilder build, string prefix, int channels, int filters, int size, int stride, Func<Tensor, Tensor>? activation)
{
    private readonly ConvolutionLayer _convolution = build.Convolution($"{prefix}.convolution", channels, filters, size, stride, size / 2);
    private readonly BatchNormLayer _norm = build.BatchNorm($"{prefix}.normalization", filters);

    public Tensor Forward(Tensor x, Pass pass)
    {
        x = _norm.Forward(_convolution.Forward(x), pass.Training);
        return activation is null ? x : activation(x);
    }
}
