namespace FineTuneTrainer.Core.Data;

/// <summary>One row of a dataset; <paramref name="Number"/> is its record number in the file as a user counts it (in CSV the header is row 1).</summary>
public sealed record Row(string Text, string? Label, long Number);
