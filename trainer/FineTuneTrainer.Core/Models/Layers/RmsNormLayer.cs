using FineTuneTrainer.Core.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Layers;

/// <summary>Root mean square 1 over the last dimension, then a gain; Gemma's gain is 1 + w.</summary>
internal sealed class RmsNormLayer(Parameter weight, double eps, bool aroundOne)
{
    public Tensor Forward(Tensor x) => RmsNorm.Apply(x, aroundOne ? weight + 1 : weight, eps);
}
