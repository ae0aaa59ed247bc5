namespace FineTuneTrainer.Core.Data.Cleaning;

/// <summary>What a sensible cleaner does with a row.</summary>
public enum CleaningAction
{
    /// <summary>Mend the text, the label or the columns.</summary>
    Fix,

    /// <summary>Leave the row out.</summary>
    Drop,

    /// <summary>Let a person decide.</summary>
    Review,
}
