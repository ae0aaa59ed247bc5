using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Layers;

/// <summary>
/// Mean 0 and variance 1 of each channel: of the batch in training, which also moves the running statistics, else of these. One single value a channel has no
/// variance: a batch of one row, down to one pixel, is normalized by the running statistics (torch.nn.BatchNorm2d refuses it). One whose weights are frozen
/// stands still with its statistics, as in Keras: those of a few small batches would spoil what the pretrained layers above it expect.
/// </summary>
internal sealed class BatchNormLayer(Parameter weight, Parameter bias, Tensor mean, Tensor variance, Tensor batches)
{
    private const double Momentum = 0.1;
    private const double Eps = 1e-5;

    public Tensor Forward(Tensor x, bool training)
    {
        var ofBatch = training && weight.requires_grad && x.numel() > x.shape[1];
        if (ofBatch)
            batches.add_(1);
        return F.batch_norm(x, mean, variance, weight, bias, ofBatch, Momentum, Eps);
    }
}
