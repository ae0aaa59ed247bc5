namespace FineTuneTrainer.Core.Metrics;

/// <summary>How the scores of several classes become one number, as scikit-learn names it.</summary>
public enum Averaging
{
    /// <summary>The plain mean over classes.</summary>
    Macro,

    /// <summary>The score of all classes' counts added up.</summary>
    Micro,

    /// <summary>The mean over classes weighted by how often each is true.</summary>
    Weighted,
}
