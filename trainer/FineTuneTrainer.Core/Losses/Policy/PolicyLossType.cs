namespace FineTuneTrainer.Core.Losses.Policy;

/// <summary>How token losses are weighed and averaged; the names are TRL's.</summary>
public enum PolicyLossType
{
    /// <summary>GRPO (Shao et al. 2024): the mean over rows of each row's token mean.</summary>
    Grpo,

    /// <summary>The mean over the tokens of the batch.</summary>
    Bnpo,

    /// <summary>Dr. GRPO (Liu et al. 2025): the sum over rows times the longest allowed completion.</summary>
    DrGrpo,

    /// <summary>DAPO (Yu et al. 2025): the mean over the tokens of the whole step.</summary>
    Dapo,

    /// <summary>CISPO (MiniMax 2025): clipped weights without gradient on the log-probabilities, averaged as DAPO.</summary>
    Cispo,

    /// <summary>SAPO: a soft gate instead of clipping, averaged as GRPO.</summary>
    Sapo,
}
