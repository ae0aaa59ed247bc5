using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>One AdamW update of a whole group in one call of ATen's <c>_fused_adamw_</c>.</summary>
internal sealed class FusedAdamW : IAdamWKernel
{
    public const string Text = """
        def fused_adamw(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], lr: float, b1: float, b2: float, wd: float, eps: float) -> Tensor:
            torch._foreach_add_(steps, 1)
            torch._fused_adamw_(p, g, m, v, [], steps, lr=lr, beta1=b1, beta2=b2, weight_decay=wd, eps=eps, amsgrad=False, maximize=False)
            return steps[0]

        """;

    // The result is only there because a text has to return something.
    public void Step(AdamWGroup group, Tensor[] gradients, double learningRate) =>
        TorchKernels.InvokeTensor("fused_adamw", group.Parameters, gradients, group.FirstMoments, group.SecondMoments, group.Steps, learningRate, group.Beta1, group.Beta2, group.WeightDecay, group.Epsilon).Dispose();
}
