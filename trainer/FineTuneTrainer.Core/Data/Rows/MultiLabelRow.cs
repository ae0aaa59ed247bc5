namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A text with any number of labels.</summary>
public sealed record MultiLabelRow(string Text, IReadOnlyList<string> Labels, long Number);
