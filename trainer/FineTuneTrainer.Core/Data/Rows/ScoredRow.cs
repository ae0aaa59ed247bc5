namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A text, or a pair of texts, with the number to predict.</summary>
public sealed record ScoredRow(string Text, string? Pair, double Score, long Number);
