namespace FineTuneTrainer.Core.Generation;

/// <summary>When a beam search ends.</summary>
public enum EarlyStoppingType
{
    /// <summary>When no hypothesis, as long as it is now, can beat the worst finished one.</summary>
    False,

    /// <summary>As soon as there are as many finished hypotheses as beams.</summary>
    True,

    /// <summary>When no hypothesis, grown to the limit, can beat the worst finished one.</summary>
    Never,
}
