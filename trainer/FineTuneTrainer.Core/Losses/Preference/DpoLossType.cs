namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>
/// How the DPO family judges a pair. Each takes the log-ratios of chosen and rejected completion to the reference model; delta is their difference.
/// The names are TRL's.
/// </summary>
public enum DpoLossType
{
    /// <summary>DPO (Rafailov et al. 2023): -log sigmoid(beta delta); with label smoothing it is conservative DPO.</summary>
    Sigmoid,

    /// <summary>SLiC: max(0, 1 - beta delta).</summary>
    Hinge,

    /// <summary>IPO (Azar et al. 2023): (delta per token - 1 / (2 beta))^2.</summary>
    Ipo,

    /// <summary>Robust DPO (Chowdhury et al. 2024): unbiased under labels flipped with probability e.</summary>
    Robust,

    /// <summary>EXO (Ji et al. 2024): reverse KL to the smoothed preference; needs label smoothing above 0.</summary>
    ExoPair,

    /// <summary>NCA (Chen et al. 2024), pairwise.</summary>
    NcaPair,

    /// <summary>BCO (Jung et al. 2024), pairwise.</summary>
    BcoPair,

    /// <summary>SPPO (Wu et al. 2024) with hard probabilities.</summary>
    SppoHard,

    /// <summary>AOT (Melnyk et al. 2024): sorted margins against the reference's sorted margins.</summary>
    Aot,

    /// <summary>APO-zero (D'Oosterlinck et al. 2024): chosen up, rejected down.</summary>
    ApoZero,

    /// <summary>APO-down: chosen down, rejected down more.</summary>
    ApoDown,

    /// <summary>DPO on log-ratios per token.</summary>
    SigmoidNorm,
}
