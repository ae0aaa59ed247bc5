using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Images;

/// <summary>An image's way to the model: steps in order, then numbers.</summary>
public sealed record ImagePipeline(IReadOnlyList<IImageStep> Steps, Normalization Normalization)
{
    /// <summary>The image as (channel, height, width); random steps draw from this row's own stream of the seed and epoch, so that a run resumes exactly.</summary>
    public float[] Apply(PixelImage image, int seed = 0, int epoch = 0, long row = 0)
    {
        var random = new CounterRandom((ulong)seed, ((ulong)epoch << 40) ^ (ulong)row);
        foreach (IImageStep step in Steps) image = step.Apply(image, ref random);
        return Normalization.Apply(image);
    }
}
