namespace FineTuneTrainer.Core.Images;

/// <summary>From bytes to a model's input: value * scale, minus the channel's mean, over its standard deviation.</summary>
public sealed record Normalization(double Scale, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>0 to 255 becomes 0 to 1 and nothing more.</summary>
    public static Normalization None { get; } = new(1 / 255.0, [0, 0, 0], [1, 1, 1]);

    /// <summary>The statistics of ImageNet, as ResNets are trained with.</summary>
    public static Normalization ImageNet { get; } = new(1 / 255.0, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>0 to 255 becomes -1 to 1, as ViTs are trained with.</summary>
    public static Normalization Standard { get; } = new(1 / 255.0, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);

    /// <summary>The image as (channel, height, width). A gray image takes the first channel's numbers.</summary>
    public float[] Apply(PixelImage image)
    {
        int area = image.Width * image.Height;
        var values = new float[area * image.Channels];
        for (int c = 0; c < image.Channels; c++)
        {
            // Hugging Face rescales and normalizes in two float32 steps.
            float mean = (float)Mean[c], deviation = (float)Deviation[c];
            for (int i = 0; i < area; i++) values[(c * area) + i] = ((float)(image.Pixels[(i * image.Channels) + c] * Scale) - mean) / deviation;
        }

        return values;
    }
}
