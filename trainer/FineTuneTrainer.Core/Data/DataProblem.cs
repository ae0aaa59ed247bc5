namespace FineTuneTrainer.Core.Data;

/// <summary>Something wrong in a dataset: where, what, and what would help; row 0 means the whole file.</summary>
public sealed record DataProblem(string File, long Row, string Message, string? Hint)
{
    /// <summary>The column or field that is wrong; null where it is the whole row.</summary>
    public string? Column { get; init; }

    /// <summary>One line for a log or a report.</summary>
    public override string ToString() =>
        File + (Row == 0 ? "" : $", row {Row}") + (Column is null ? "" : $", column '{Column}'") + $": {Message}" + (Hint is null ? "" : $" ({Hint})");
}
