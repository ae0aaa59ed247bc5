namespace FineTuneTrainer.Core.Data.Cleaning;

/// <summary>What is wrong with a row. A row has one finding: the first of these that holds.</summary>
public enum FindingKind
{
    /// <summary>More or fewer columns than the header has.</summary>
    ColumnCount,

    /// <summary>No letter, digit or symbol in the text.</summary>
    EmptyText,

    /// <summary>No label.</summary>
    EmptyLabel,

    /// <summary>A label that is none of the known ones.</summary>
    UnknownLabel,

    /// <summary>A text beyond the bound.</summary>
    Overlong,

    /// <summary>A byte order mark inside of the text.</summary>
    ByteOrderMark,

    /// <summary>UTF-8 that was once read as Windows-1252.</summary>
    Mojibake,

    /// <summary>Control characters and invisible marks.</summary>
    ControlCharacters,

    /// <summary>HTML: tags, comments, entities.</summary>
    Markup,

    /// <summary>The same text and label as an earlier row.</summary>
    ExactDuplicate,

    /// <summary>The same text as an earlier row with another label.</summary>
    ConflictingLabel,

    /// <summary>Nearly the words of an earlier row.</summary>
    NearDuplicate,

    /// <summary>White space around the text.</summary>
    Padding,
}
