using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>Losses of single completions that are desirable or not; the count is of completions.</summary>
public static class KtoLoss
{
    /// <summary>
    /// KTO (Ethayarajh et al. 2024): weight times 1 - sigmoid(beta (log-ratio - kl)) for desirable completions, and of the opposite sign for the others.
    /// </summary>
    /// <param name="completions">The policy's log-probabilities.</param>
    /// <param name="reference">The reference model's, summed (row).</param>
    /// <param name="desirable">0 or 1 a row.</param>
    /// <param name="kl">The estimate of <see cref="Divergence"/>.</param>
    /// <param name="beta">How strongly the policy is held to the reference.</param>
    /// <param name="desirableWeight">The weight of desirable completions.</param>
    /// <param name="undesirableWeight">The weight of undesirable ones.</param>
    public static LossTerm Of(
        CompletionLogs completions, Tensor reference, Tensor desirable, double kl, double beta = 0.1, double desirableWeight = 1, double undesirableWeight = 1)
    {
        Tensor ratio = completions.Sum - reference, wanted = desirable.to(ratio.dtype);
        Tensor sign = (2 * wanted) - 1, weight = (desirableWeight * wanted) + (undesirableWeight * (1 - wanted));
        Tensor perRow = weight * (1 - sigmoid(beta * sign * (ratio - kl)));
        return new LossTerm(perRow.sum(), perRow.shape[0]);
    }

    /// <summary>The policy's divergence from the reference, at least 0: the mean log-ratio (row) of completions paired with other prompts.</summary>
    public static double Divergence(Tensor mismatched, Tensor referenceMismatched) =>
        Math.Max(0, (mismatched - referenceMismatched).detach().mean().to(ScalarType.Float64).item<double>());
}
