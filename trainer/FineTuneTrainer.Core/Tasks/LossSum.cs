using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>A loss as (sum, count): dividing by the count of the whole step makes every split into micro-batches give the same gradient.</summary>
public readonly record struct LossSum(Tensor Sum, long Count)
{
    /// <summary>The mean, of a batch that is a step of its own.</summary>
    public Tensor Mean => Sum / Math.Max(1, Count);
}
