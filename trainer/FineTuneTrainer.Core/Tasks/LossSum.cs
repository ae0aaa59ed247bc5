using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>A loss as (sum, count): dividing by the count of the whole step makes every split into micro-batches give the same gradient.</summary>
public readonly record struct LossSum(Tensor Sum, int Count);
