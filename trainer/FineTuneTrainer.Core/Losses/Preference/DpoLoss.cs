using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>Direct preference optimization and its variants, equal to TRL's; the count is of pairs.</summary>
public static class DpoLoss
{
    /// <summary>
    /// The loss of pairs: log-probabilities of the policy and, (row) summed over tokens, of the reference model. Reference-free training gives zeros for
    /// the reference.
    /// </summary>
    public static LossTerm Of(CompletionLogs chosen, CompletionLogs rejected, Tensor referenceChosen, Tensor referenceRejected, DpoOptions options)
    {
        Tensor perPair = options.Type == DpoLossType.Aot
            ? Aot(chosen.Sum - rejected.Sum, referenceChosen - referenceRejected, options)
            : Paired(
                Score(chosen.Sum - referenceChosen, options.Divergence),
                Score(rejected.Sum - referenceRejected, options.Divergence),
                chosen.Tokens,
                rejected.Tokens,
                options);
        return new LossTerm(perPair.sum(), perPair.shape[0]);
    }

    /// <summary>The implicit rewards of completions (row): beta times the log-ratio to the reference.</summary>
    public static Tensor Rewards(CompletionLogs completions, Tensor reference, double beta) => beta * (completions.Sum - reference).detach();

    private static Tensor Paired(Tensor chosen, Tensor rejected, Tensor chosenTokens, Tensor rejectedTokens, DpoOptions options)
    {
        double beta = options.Beta;
        Tensor delta = beta * (chosen - rejected);
        return options.Type switch
        {
            DpoLossType.Sigmoid => Smoothed(delta, options.LabelSmoothing),
            DpoLossType.Hinge => F.relu(1 - delta),
            DpoLossType.Ipo => ((chosen / chosenTokens) - (rejected / rejectedTokens) - (1 / (2 * beta))).pow(2),
            DpoLossType.Robust => Robust(delta, options.LabelSmoothing),
            DpoLossType.ExoPair => Exo(delta, options.LabelSmoothing),
            DpoLossType.NcaPair => -F.logsigmoid(beta * chosen) - (0.5 * F.logsigmoid(-beta * chosen)) - (0.5 * F.logsigmoid(-beta * rejected)),
            DpoLossType.BcoPair => -F.logsigmoid(beta * chosen) - F.logsigmoid(-beta * rejected),
            DpoLossType.SppoHard => (chosen - (0.5 / beta)).pow(2) + (rejected + (0.5 / beta)).pow(2),
            DpoLossType.ApoZero => 1 - sigmoid(beta * chosen) + sigmoid(beta * rejected),
            DpoLossType.ApoDown => sigmoid(beta * chosen) + (1 - sigmoid(delta)),
            DpoLossType.SigmoidNorm => -F.logsigmoid(beta * ((chosen / chosenTokens) - (rejected / rejectedTokens))),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Type, "Not a loss of the DPO family."),
        };
    }

    private static Tensor Score(Tensor logRatio, DpoDivergence divergence) => divergence switch
    {
        DpoDivergence.ForwardKl => -(-logRatio).exp(),
        DpoDivergence.JensenShannon => F.logsigmoid(logRatio),
        _ => logRatio,
    };

    private static Tensor Aot(Tensor margins, Tensor referenceMargins, DpoOptions options) =>
        Smoothed(options.Beta * (margins.sort(0).Values - referenceMargins.sort(0).Values), options.LabelSmoothing);

    internal static Tensor Smoothed(Tensor delta, double smoothing) =>
        smoothing == 0 ? -F.logsigmoid(delta) : (-(1 - smoothing) * F.logsigmoid(delta)) - (smoothing * F.logsigmoid(-delta));

    private static Tensor Robust(Tensor delta, double smoothing) =>
        ((-(1 - smoothing) * F.logsigmoid(delta)) + (smoothing * F.logsigmoid(-delta))) / (1 - (2 * smoothing));

    private static Tensor Exo(Tensor delta, double smoothing)
    {
        if (smoothing is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "EXO needs label smoothing between 0 and 1.");
        return (sigmoid(delta) * (F.logsigmoid(delta) - Math.Log(1 - smoothing))) + (sigmoid(-delta) * (F.logsigmoid(-delta) - Math.Log(smoothing)));
    }
}
