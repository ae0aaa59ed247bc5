namespace FineTuneTrainer.Core.Metrics.Statistics;

/// <summary>How an interval is read from resampled statistics.</summary>
public enum BootstrapMethod
{
    /// <summary>The quantiles of the resampled statistics.</summary>
    Percentile,

    /// <summary>The quantiles mirrored at the statistic.</summary>
    Basic,

    /// <summary>Bias-corrected and accelerated (Efron 1987): the quantiles shifted for bias and skew.</summary>
    Bca,
}
