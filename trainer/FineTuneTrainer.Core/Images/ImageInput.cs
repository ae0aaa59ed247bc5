using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Loop;

namespace FineTuneTrainer.Core.Images;

/// <summary>An image of a dataset as a model reads it, decoded each time it is shown.</summary>
/// <param name="name">Its file, or its place in one.</param>
/// <param name="open">Decodes it.</param>
/// <param name="pipeline">Its way to numbers.</param>
/// <param name="shape">What comes out: (channel, height, width).</param>
/// <param name="seed">The run's seed.</param>
public sealed class ImageInput(string name, Func<PixelImage> open, ImagePipeline pipeline, IReadOnlyList<long> shape, int seed) : IDenseInput
{
    /// <inheritdoc/>
    public IReadOnlyList<long> Shape { get; } = shape;

    /// <inheritdoc/>
    public float[] Read(Occasion occasion) => pipeline.Apply(open(), seed, occasion.Step + 1, occasion.Row);

    /// <summary>The image's name and size.</summary>
    public override string ToString() => $"{name} ({string.Join(" x ", Shape)})";
}
