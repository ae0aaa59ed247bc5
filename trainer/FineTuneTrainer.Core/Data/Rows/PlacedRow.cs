namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A row and the place after it.</summary>
public readonly record struct PlacedRow<T>(T Row, DataCursor Next);
