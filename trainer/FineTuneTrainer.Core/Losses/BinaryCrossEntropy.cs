using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses;

/// <summary>Binary cross-entropy for rows with any number of labels, as torch.nn.BCEWithLogitsLoss defines it.</summary>
public static class BinaryCrossEntropy
{
    /// <summary>
    /// Logits and 0/1 labels (row, label); every entry counts once, whatever its <paramref name="weights"/>. <paramref name="positiveWeights"/>, one a
    /// label, weigh positive entries.
    /// </summary>
    public static LossTerm Of(Tensor logits, Tensor labels, Tensor? positiveWeights = null, Tensor? weights = null) =>
        new(F.binary_cross_entropy_with_logits(logits, labels, weights, nn.Reduction.Sum, positiveWeights), logits.numel());
}
