using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Images;

/// <summary>An image's way to the model: steps in order, then numbers.</summary>
public sealed record ImagePipeline(IReadOnlyList<IImageStep> Steps, Normalization Normalization)
{
    /// <summary>The image as (channel, height, width); random steps draw from a stream of the seed, the step and the row's place in it, so that a run resumes exactly.</summary>
    public float[] Apply(PixelImage image, int seed = 0, long step = 0, long row = 0) => Normalization.Apply(Stepped(image, seed, step, row));

    /// <summary>The image after all steps, still in bytes.</summary>
    public PixelImage Stepped(PixelImage image, int seed = 0, long step = 0, long row = 0)
    {
        var random = new CounterRandom((ulong)seed, ((ulong)step << 40) ^ (ulong)row);
        foreach (IImageStep one in Steps) image = one.Apply(image, ref random);
        return image;
    }
}
