using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Images;

/// <summary>One step of an image's way to the model; randomness comes from the given generator alone.</summary>
public interface IImageStep
{
    /// <summary>The changed image.</summary>
    PixelImage Apply(PixelImage image, ref CounterRandom random);
}
