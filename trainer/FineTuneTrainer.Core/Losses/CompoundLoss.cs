using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses;

/// <summary>A loss made of terms that count different things, such as tokens and pairs; each is divided by its own count over the whole step.</summary>
public sealed record CompoundLoss(params IReadOnlyList<LossTerm> Terms)
{
    /// <summary>The loss of this micro-batch alone: the sum of the terms' means.</summary>
    public Tensor Mean => Terms.Select(t => t.Mean).Aggregate((sum, mean) => sum + mean);
}
