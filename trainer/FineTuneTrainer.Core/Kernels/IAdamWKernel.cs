using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>One AdamW update of a group, in place.</summary>
internal interface IAdamWKernel
{
    void Step(AdamWGroup group, Tensor[] gradients, double learningRate);
}

/// <summary>Parameters that share their settings, with their moments; all arrays run in parallel.</summary>
internal sealed record AdamWGroup(Tensor[] Parameters, Tensor[] FirstMoments, Tensor[] SecondMoments, Tensor[] Steps, double Beta1, double Beta2, double Epsilon, double WeightDecay);
