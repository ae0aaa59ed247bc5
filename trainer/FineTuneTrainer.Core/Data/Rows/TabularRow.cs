namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A row of a table: its features in the order of the shape's columns, and its label.</summary>
public sealed record TabularRow(IReadOnlyList<double> Features, string Label, long Number);
