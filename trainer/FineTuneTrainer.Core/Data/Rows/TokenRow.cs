namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A sentence cut into words, each with its tag; <paramref name="Number"/> is that of its first line or its record.</summary>
public sealed record TokenRow(IReadOnlyList<string> Tokens, IReadOnlyList<string> Tags, long Number);
