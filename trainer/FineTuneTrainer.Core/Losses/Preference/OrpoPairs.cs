using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>
/// ORPO as its paper has it (Hong et al. 2024, section 4): every pair's own negative log-likelihood a token plus its odds term. TRL averages the likelihood
/// over all tokens of a micro-batch instead, so that long answers weigh more and the split into micro-batches shows.
/// </summary>
public sealed class OrpoPairs(double beta = 0.1) : IPairLoss
{
    /// <inheritdoc/>
    public bool NeedsReference => false;

    /// <inheritdoc/>
    public LossTerm Of(CompletionLogs chosen, CompletionLogs rejected, Tensor referenceChosen, Tensor referenceRejected)
    {
        LossTerm odds = ReferenceFreeLosses.Odds(chosen, rejected, beta);
        return odds with { Sum = odds.Sum - chosen.Mean.sum() };
    }

    /// <inheritdoc/>
    public Tensor Rewards(CompletionLogs answers, Tensor reference) => beta * answers.Mean.detach();
}
