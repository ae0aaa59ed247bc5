using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses.Policy;

/// <summary>GRPO's advantages: how much better a completion is than the others of its prompt.</summary>
public static class Advantages
{
    private const double Epsilon = 1e-4;

    /// <summary>Rewards (row), the completions of each prompt side by side; standard deviations have n - 1 below the line and 1e-4 added.</summary>
    public static Tensor Of(Tensor rewards, int groupSize, AdvantageScaling scaling = AdvantageScaling.Group)
    {
        if (rewards.shape[0] % groupSize != 0)
            throw new ArgumentException($"{rewards.shape[0]} rewards do not fall into groups of {groupSize}.", nameof(groupSize));
        Tensor groups = rewards.view(-1, groupSize);
        Tensor centered = groups - groups.mean([1], keepdim: true);
        Tensor scaled = scaling switch
        {
            AdvantageScaling.Group => centered / (groups.std(1, unbiased: true, keepdim: true) + Epsilon),
            AdvantageScaling.Batch => centered / (rewards.std(unbiased: true) + Epsilon),
            _ => centered,
        };
        return scaled.view(-1);
    }
}
