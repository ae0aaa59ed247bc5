namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A text and what it is to become: a translation, a summary, an answer.</summary>
public sealed record Seq2SeqRow(string Source, string Target, long Number);
