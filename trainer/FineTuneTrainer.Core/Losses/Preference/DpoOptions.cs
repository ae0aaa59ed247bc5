namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>Settings of the DPO family, with TRL's defaults.</summary>
public sealed record DpoOptions
{
    /// <summary>How a pair is judged.</summary>
    public DpoLossType Type { get; init; } = DpoLossType.Sigmoid;

    /// <summary>How strongly the policy is held to the reference, above 0.</summary>
    public double Beta { get; init; } = 0.1;

    /// <summary>The assumed share of flipped labels, 0 to below 0.5, for <see cref="DpoLossType.Sigmoid"/>, Robust, ExoPair and Aot.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How log-ratios become scores.</summary>
    public DpoDivergence Divergence { get; init; } = DpoDivergence.ReverseKl;
}
