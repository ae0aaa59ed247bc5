namespace FineTuneTrainer.Core.Images;

/// <summary>An image with its label; <paramref name="Number"/> counts from 1 in the dataset's order, <paramref name="Name"/> is its file, or its place in one.</summary>
public sealed record ImageRow(string Name, PixelImage Image, string Label, long Number);
