using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Layers;

/// <summary>Mean 0 and variance 1 of each channel: of the batch in training, which also moves the running statistics, else of these.</summary>
internal sealed class BatchNormLayer(Parameter weight, Parameter bias, Tensor mean, Tensor variance, Tensor batches)
{
    private const double Momentum = 0.1;
    private const double Eps = 1e-5;

    public Tensor Forward(Tensor x, bool training)
    {
        if (training)
            batches.add_(1);
        return F.batch_norm(x, mean, variance, weight, bias, training, Momentum, Eps);
    }
}
