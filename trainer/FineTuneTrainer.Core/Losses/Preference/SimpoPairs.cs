using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>SimPO: log-probabilities per token, without a reference.</summary>
public sealed class SimpoPairs(double beta = 2, double gamma = 0.5, double labelSmoothing = 0) : IPairLoss
{
    /// <inheritdoc/>
    public bool NeedsReference => false;

    /// <inheritdoc/>
    public LossTerm Of(CompletionLogs chosen, CompletionLogs rejected, Tensor referenceChosen, Tensor referenceRejected) =>
        ReferenceFreeLosses.Simpo(chosen, rejected, beta, gamma, labelSmoothing);

    /// <inheritdoc/>
    public Tensor Rewards(CompletionLogs answers, Tensor reference) => beta * answers.Mean.detach();
}
