namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>What a row of a text file is.</summary>
public enum TextUnit
{
    /// <summary>Each line that is not blank.</summary>
    Line,

    /// <summary>Lines up to the next blank one, joined by line breaks.</summary>
    Paragraph,
}
