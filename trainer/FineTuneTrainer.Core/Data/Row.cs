namespace FineTuneTrainer.Core.Data;

/// <summary>One text of a dataset with its label; <paramref name="Number"/> is its record number in the file as a user counts it (in CSV the header is row 1).</summary>
public sealed record Row(string Text, string? Label, long Number)
{
    /// <summary>The second text, where the task takes two.</summary>
    public string? Pair { get; init; }
}
