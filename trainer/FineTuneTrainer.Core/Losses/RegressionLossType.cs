namespace FineTuneTrainer.Core.Losses;

/// <summary>What a regression minimizes.</summary>
public enum RegressionLossType
{
    /// <summary>The squared error.</summary>
    MeanSquared,

    /// <summary>The absolute error.</summary>
    Absolute,

    /// <summary>Squared below a threshold b and absolute above: e^2 / (2 b), |e| - b / 2.</summary>
    SmoothAbsolute,

    /// <summary>Smooth absolute error times the threshold.</summary>
    Huber,
}
