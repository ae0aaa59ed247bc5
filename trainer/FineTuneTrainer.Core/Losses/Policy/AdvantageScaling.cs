namespace FineTuneTrainer.Core.Losses.Policy;

/// <summary>What rewards are divided by after their group's mean is taken off.</summary>
public enum AdvantageScaling
{
    /// <summary>The group's standard deviation.</summary>
    Group,

    /// <summary>The whole batch's standard deviation.</summary>
    Batch,

    /// <summary>Nothing.</summary>
    None,
}
