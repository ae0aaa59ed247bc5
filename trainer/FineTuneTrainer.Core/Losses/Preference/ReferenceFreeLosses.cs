using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>Preference losses that need no reference model: ORPO, SimPO and CPO.</summary>
public static class ReferenceFreeLosses
{
    /// <summary>
    /// ORPO (Hong et al. 2024): the chosen completions' negative log-likelihood a token, minus <paramref name="beta"/> times the log-sigmoid of the log odds
    /// ratio of mean log-probabilities, a pair.
    /// </summary>
    public static CompoundLoss Orpo(CompletionLogs chosen, CompletionLogs rejected, double beta = 0.1) =>
        new(chosen.NegativeLogLikelihood, Odds(chosen, rejected, beta));

    /// <summary>ORPO's second term alone: minus <paramref name="beta"/> times the log-sigmoid of the log odds ratio.</summary>
    public static LossTerm Odds(CompletionLogs chosen, CompletionLogs rejected, double beta)
    {
        Tensor c = chosen.Mean, r = rejected.Mean;
        Tensor odds = c - r - (Log1MinusExp(c) - Log1MinusExp(r));
        return new LossTerm(-beta * F.logsigmoid(odds).sum(), c.shape[0]);
    }

    /// <summary>SimPO (Meng et al. 2024): -log sigmoid(beta (chosen - rejected) - gamma) of mean log-probabilities, a pair.</summary>
    public static LossTerm Simpo(CompletionLogs chosen, CompletionLogs rejected, double beta = 2, double gamma = 0.5, double labelSmoothing = 0)
    {
        Tensor perPair = DpoLoss.Smoothed((beta * (chosen.Mean - rejected.Mean)) - gamma, labelSmoothing);
        return new LossTerm(perPair.sum(), perPair.shape[0]);
    }

    /// <summary>CPO (Xu et al. 2024): -log sigmoid(beta (chosen - rejected)) of summed log-probabilities, a pair, plus the chosen ones' likelihood a token.</summary>
    public static CompoundLoss Cpo(CompletionLogs chosen, CompletionLogs rejected, double beta = 0.1, double likelihoodWeight = 1, double labelSmoothing = 0)
    {
        Tensor perPair = DpoLoss.Smoothed(beta * (chosen.Sum - rejected.Sum), labelSmoothing);
        return new CompoundLoss(new LossTerm(perPair.sum(), perPair.shape[0]), Weighted(chosen.NegativeLogLikelihood, likelihoodWeight));
    }

    /// <summary>CPO-SimPO: SimPO plus the chosen completions' likelihood a token.</summary>
    public static CompoundLoss CpoSimpo(CompletionLogs chosen, CompletionLogs rejected, double beta = 2, double gamma = 0.5, double likelihoodWeight = 1) =>
        new(Simpo(chosen, rejected, beta, gamma), Weighted(chosen.NegativeLogLikelihood, likelihoodWeight));

    private static LossTerm Weighted(LossTerm term, double weight) => term with { Sum = weight * term.Sum };

    private static Tensor Log1MinusExp(Tensor x) => log1p(-x.exp());
}
