using TorchSharp;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>AdamW tensor by tensor, as written in torch.optim.AdamW's documentation: the plain twin of <see cref="FusedAdamW"/>.</summary>
internal sealed class PlainAdamW : IAdamWKernel
{
    public void Step(AdamWGroup group, Tensor[] gradients, double learningRate)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < gradients.Length; i++)
        {
            group.Steps[i].add_(1);
            var step = group.Steps[i].ToSingle();
            group.Parameters[i].mul_(1 - (learningRate * group.WeightDecay));
            group.FirstMoments[i].mul_(group.Beta1).add_(gradients[i] * (1 - group.Beta1));
            group.SecondMoments[i].mul_(group.Beta2).add_(gradients[i].square() * (1 - group.Beta2));
            var corrected = group.SecondMoments[i].sqrt() / Math.Sqrt(1 - Math.Pow(group.Beta2, step));
            group.Parameters[i].sub_(group.FirstMoments[i] / (corrected + group.Epsilon) * (learningRate / (1 - Math.Pow(group.Beta1, step))));
        }
    }
}
