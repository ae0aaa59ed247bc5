namespace FineTuneTrainer.Core.Data;

/// <summary>Something wrong in a dataset: where, what, and what would help; row 0 means the whole file.</summary>
public sealed record DataProblem(string File, long Row, string Message, string? Hint)
{
    /// <summary>One line for a log or a report.</summary>
    public override string ToString() =>
        (Row == 0 ? $"{File}: {Message}" : $"{File}, row {Row}: {Message}") + (Hint is null ? "" : $" ({Hint})");
}
