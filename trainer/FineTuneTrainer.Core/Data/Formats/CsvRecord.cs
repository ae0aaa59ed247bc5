namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>A record as it was cut: its number (the header is 1), its unquoted fields or null where the quoting is broken, and its lines in words.</summary>
internal readonly record struct CsvRecord(long Number, string[]? Fields, string Lines)
{
    /// <summary>The line has nothing in it, not even quotes.</summary>
    public bool IsBlank { get; init; }
}
