using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses;

/// <summary>
/// A loss as a sum (a scalar, with gradient) over this many items: rows, tokens, pairs or the weights of the targets. Adding sums and dividing once by
/// the count of the whole step gives the same gradient however the step is cut into micro-batches.
/// </summary>
public readonly record struct LossTerm(Tensor Sum, double Count)
{
    /// <summary>The loss of this micro-batch alone: the sum over its count, NaN over nothing.</summary>
    public Tensor Mean => Sum / Count;
}
