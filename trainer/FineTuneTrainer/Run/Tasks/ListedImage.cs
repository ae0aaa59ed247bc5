using FineTuneTrainer.Core.Images;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>An image of a dataset that was decoded once and let go.</summary>
/// <param name="Name">Its file, or its place in one.</param>
/// <param name="Label">Its class.</param>
/// <param name="Number">Its place in the dataset, from 1.</param>
/// <param name="Width">Its width once it is resized for the model.</param>
/// <param name="Height">Its height then.</param>
/// <param name="Open">Decodes it again.</param>
internal sealed record ListedImage(string Name, string Label, long Number, int Width, int Height, Func<PixelImage> Open);
