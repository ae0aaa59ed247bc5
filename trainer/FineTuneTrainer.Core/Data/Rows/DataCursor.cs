namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A place in a dataset: the file, and how many of its rows were read; it is all that a checkpoint keeps of the data.</summary>
public readonly record struct DataCursor(int File, long Rows);
