using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>The loss of a reward model (Bradley and Terry): the chosen completion should score higher; the count is of pairs.</summary>
public static class RewardLoss
{
    /// <summary>
    /// -log sigmoid(chosen - rejected - margin), scores (pair), plus <paramref name="centering"/> times (chosen + rejected)^2, which holds the scores around 0.
    /// </summary>
    public static LossTerm Of(Tensor chosen, Tensor rejected, Tensor? margin = null, double centering = 0)
    {
        Tensor difference = margin is null ? chosen - rejected : chosen - rejected - margin;
        Tensor perPair = -F.logsigmoid(difference);
        if (centering != 0) perPair = perPair + (centering * (chosen + rejected).pow(2));
        return new LossTerm(perPair.sum(), chosen.shape[0]);
    }
}
