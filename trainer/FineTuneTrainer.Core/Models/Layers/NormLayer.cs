using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Layers;

/// <summary>Mean 0 and variance 1 over the last dimension, then a gain and a bias.</summary>
internal sealed class NormLayer(Parameter weight, Parameter bias, double eps)
{
    private readonly long[] _shape = weight.shape;

    public Tensor Forward(Tensor x) => F.layer_norm(x, _shape, weight, bias, eps);
}
