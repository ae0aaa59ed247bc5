using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses;

/// <summary>The convention for positions without a label.</summary>
internal static class Labels
{
    /// <summary>The label of a position that does not count, as in PyTorch.</summary>
    public const long Ignored = -100;

    public static Tensor Present(Tensor labels) => labels.ne(Ignored);

    public static double Count(Tensor labels) => Present(labels).sum().item<long>();

    /// <summary>Logits and labels flattened so that position t predicts label t + 1; the last position predicts nothing.</summary>
    public static (Tensor Logits, Tensor Labels) Shifted(Tensor logits, Tensor labels) => // logits (row, token, class), labels (row, token)
        (logits.narrow(1, 0, logits.shape[1] - 1), labels.narrow(1, 1, labels.shape[1] - 1));
}
