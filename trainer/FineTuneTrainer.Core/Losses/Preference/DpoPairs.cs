using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>The DPO family, which holds the model to what it was before. AOT, which sorts a whole batch, is not split into micro-batches and is refused.</summary>
public sealed class DpoPairs : IPairLoss
{
    private readonly DpoOptions _options;

    /// <summary>A loss of the family.</summary>
    public DpoPairs(DpoOptions options)
    {
        if (options.Type == DpoLossType.Aot) throw new ArgumentOutOfRangeException(nameof(options), options.Type, "The loss of a pair would depend on the others in its micro-batch.");
        _options = options;
    }

    /// <inheritdoc/>
    public bool NeedsReference => true;

    /// <inheritdoc/>
    public LossTerm Of(CompletionLogs chosen, CompletionLogs rejected, Tensor referenceChosen, Tensor referenceRejected) =>
        DpoLoss.Of(chosen, rejected, referenceChosen, referenceRejected, _options);

    /// <inheritdoc/>
    public Tensor Rewards(CompletionLogs answers, Tensor reference) => DpoLoss.Rewards(answers, reference, _options.Beta);
}
