using TorchSharp;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>Clips all gradients to one norm, as torch.nn.utils.clip_grad_norm_ does: scale = min(1, max / (norm + 1e-6)).</summary>
public static class ForeachClip
{
    internal const string Text = """
        def foreach_clip(g: List[Tensor], max_norm: float) -> Tensor:
            total = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g)))
            torch._foreach_mul_(g, torch.clamp(max_norm / (total + 1e-6), max=1.0))
            return total

        """;

    /// <summary>Clips in place; returns the norm before.</summary>
    public static double Clip(Tensor[] gradients, double maxNorm)
    {
        if (gradients.Length == 0)
            return 0;
        using var norm = TorchKernels.InvokeTensor("foreach_clip", gradients, maxNorm);
        return norm.ToDouble();
    }

    /// <summary>The same, tensor by tensor: the plain twin.</summary>
    public static double ClipPlain(Tensor[] gradients, double maxNorm)
    {
        using var scope = NewDisposeScope();
        var norm = stack(gradients.Select(gradient => gradient.square().sum())).sum().sqrt().ToDouble();
        foreach (var gradient in gradients)
            gradient.mul_(Math.Min(1, maxNorm / (norm + 1e-6)));
        return norm;
    }
}
