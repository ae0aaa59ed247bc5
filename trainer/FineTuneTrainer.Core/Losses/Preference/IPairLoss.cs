using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>How pairs of answers are judged by their log-probabilities; the count is of pairs, so that any split into micro-batches gives the same gradient.</summary>
public interface IPairLoss
{
    /// <summary>Whether the untouched model's log-probabilities count; without, they may be zeros.</summary>
    bool NeedsReference { get; }

    /// <summary>The loss of pairs, with the untouched model's log-probabilities (pair), summed over tokens.</summary>
    LossTerm Of(CompletionLogs chosen, CompletionLogs rejected, Tensor referenceChosen, Tensor referenceRejected);

    /// <summary>The implicit rewards of answers (row), without gradient; the better answer's should be the higher.</summary>
    Tensor Rewards(CompletionLogs answers, Tensor reference);
}
