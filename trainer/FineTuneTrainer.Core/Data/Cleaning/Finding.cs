namespace FineTuneTrainer.Core.Data.Cleaning;

/// <summary>What is wrong with a row, what to do about it, the earlier row that it repeats, and details in words.</summary>
public sealed record Finding(long Row, FindingKind Kind, CleaningAction Action, long? RelatedRow = null, string? Note = null);
