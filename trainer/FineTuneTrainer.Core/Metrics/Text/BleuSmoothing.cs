namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>What BLEU does with an n-gram order that has no match.</summary>
public enum BleuSmoothing
{
    /// <summary>Halves again for each such order (NIST's method).</summary>
    Exponential,

    /// <summary>Nothing: the score is 0.</summary>
    None,

    /// <summary>Counts a small number (0.1) instead of none.</summary>
    Floor,

    /// <summary>Adds a number (1) to matches and totals above unigrams.</summary>
    AddK,
}
