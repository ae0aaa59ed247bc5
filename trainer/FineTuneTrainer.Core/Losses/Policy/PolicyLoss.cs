using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses.Policy;

/// <summary>GRPO and its relatives, equal to TRL's: the loss of sampled completions with their advantages.</summary>
public static class PolicyLoss
{
    /// <summary>The loss of completions; all tensors but <paramref name="advantages"/> (row) are (row, token).</summary>
    /// <param name="logs">The policy's log-probabilities.</param>
    /// <param name="oldLogs">Those of the policy that sampled the completions; null on the first step after sampling, when they are the same.</param>
    /// <param name="referenceLogs">The reference model's, for the KL term; null without one.</param>
    /// <param name="mask">1 for the tokens of a completion.</param>
    /// <param name="advantages">How much better than its group each completion is.</param>
    /// <param name="options">The settings.</param>
    public static LossTerm Of(Tensor logs, Tensor? oldLogs, Tensor? referenceLogs, Tensor mask, Tensor advantages, PolicyLossOptions options)
    {
        Tensor keep = mask.to(logs.dtype), advantage = advantages.unsqueeze(1);
        Tensor logRatio = logs - (oldLogs ?? logs.detach());
        if (options.PerSequence) logRatio = ((logRatio * keep).sum(1) / keep.sum(1).clamp(min: 1)).unsqueeze(1);
        Tensor perToken = PerToken(logs, logRatio.exp(), advantage, options);
        if (options.Beta != 0)
        {
            Tensor gap = (referenceLogs ?? throw new ArgumentNullException(nameof(referenceLogs), "A KL term needs the reference model's log-probabilities.")) - logs;
            perToken = perToken + (options.Beta * (gap.exp() - gap - 1));
        }

        return Averaged(perToken * keep, keep, options);
    }

    private static Tensor PerToken(Tensor logs, Tensor ratio, Tensor advantage, PolicyLossOptions options)
    {
        switch (options.Type)
        {
            case PolicyLossType.Cispo:
                return -ratio.clamp_max(options.EpsilonHigh).detach() * advantage * logs;
            case PolicyLossType.Sapo:
                Tensor temperature = where(advantage.gt(0), full_like(advantage, options.PositiveTemperature), full_like(advantage, options.NegativeTemperature));
                return -(sigmoid(temperature * (ratio - 1)) * 4 / temperature) * advantage;
            default:
                Tensor clipped = ratio.clamp(1 - options.EpsilonLow, 1 + options.EpsilonHigh);
                Tensor bounded = options.Delta is { } delta ? ratio.clamp_max(delta) : ratio;
                return -minimum(bounded * advantage, clipped * advantage);
        }
    }

    private static LossTerm Averaged(Tensor perToken, Tensor keep, PolicyLossOptions options)
    {
        long rows = perToken.shape[0];
        return options.Type switch
        {
            PolicyLossType.Grpo or PolicyLossType.Sapo => new LossTerm((perToken.sum(1) / keep.sum(1).clamp(min: 1)).sum(), rows),
            PolicyLossType.DrGrpo => new LossTerm(perToken.sum(), (double)rows * options.MaxCompletionLength),
            _ => new LossTerm(perToken.sum(), keep.sum().to(ScalarType.Float64).item<double>()),
        };
    }
}
