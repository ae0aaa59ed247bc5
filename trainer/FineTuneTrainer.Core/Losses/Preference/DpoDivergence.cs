namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>The f-divergence that holds the policy to the reference (Wang et al. 2023): how a log-ratio becomes a score.</summary>
public enum DpoDivergence
{
    /// <summary>The log-ratio itself.</summary>
    ReverseKl,

    /// <summary>-exp(-log-ratio).</summary>
    ForwardKl,

    /// <summary>log sigmoid(log-ratio).</summary>
    JensenShannon,
}
