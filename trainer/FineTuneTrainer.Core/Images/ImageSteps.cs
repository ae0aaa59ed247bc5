using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Images;

/// <summary>Resizes to a fixed size.</summary>
public sealed record ResizeTo(int Width, int Height, Resampling Resampling = Resampling.Bilinear) : IImageStep
{
    /// <inheritdoc/>
    public PixelImage Apply(PixelImage image, ref CounterRandom random) => Resize.To(image, Width, Height, Resampling);
}

/// <summary>Resizes so that the shorter side has a length.</summary>
public sealed record ResizeShorterSide(int Length, Resampling Resampling = Resampling.Bilinear) : IImageStep
{
    /// <inheritdoc/>
    public PixelImage Apply(PixelImage image, ref CounterRandom random)
    {
        (int width, int height) = Resize.ShorterSide(image, Length);
        return Resize.To(image, width, height, Resampling);
    }
}

/// <summary>Cuts the middle out, as Hugging Face's processors do, or as torchvision does.</summary>
public sealed record CenterCrop(int Width, int Height, bool Torchvision = false) : IImageStep
{
    /// <inheritdoc/>
    public PixelImage Apply(PixelImage image, ref CounterRandom random) =>
        Torchvision ? Crop.CenterTorchvision(image, Width, Height) : Crop.Center(image, Width, Height);
}

/// <summary>Gives an image the channels that a model reads: 3 for red, green, blue, 1 for gray.</summary>
public sealed record ToChannels(int Channels) : IImageStep
{
    /// <inheritdoc/>
    public PixelImage Apply(PixelImage image, ref CounterRandom random) => Channels == 1 ? image.ToGray() : image.ToRgb();
}

/// <summary>Puts black pixels around an image and cuts a random part of its own size out, as torchvision's RandomCrop with padding.</summary>
public sealed record PaddedCrop(int Padding) : IImageStep
{
    /// <inheritdoc/>
    public PixelImage Apply(PixelImage image, ref CounterRandom random)
    {
        int top = random.Next((2 * Padding) + 1) - Padding, left = random.Next((2 * Padding) + 1) - Padding;
        return Crop.Part(image, left, top, image.Width, image.Height);
    }
}

/// <summary>Mirrors an image with this probability.</summary>
public sealed record RandomHorizontalFlip(double Probability = 0.5) : IImageStep
{
    /// <inheritdoc/>
    public PixelImage Apply(PixelImage image, ref CounterRandom random) => random.NextDouble() < Probability ? Crop.Mirrored(image) : image;
}

/// <summary>
/// Cuts a random part of the area (a share between the bounds, with a ratio of the sides between 3/4 and 4/3, evenly in its logarithm) and resizes it, as
/// torchvision's RandomResizedCrop; after ten parts that do not fit it takes the middle.
/// </summary>
public sealed record RandomResizedCrop(int Width, int Height, double MinArea = 0.08, double MaxArea = 1, Resampling Resampling = Resampling.Bilinear) : IImageStep
{
    private const double MinRatio = 3.0 / 4;
    private const double MaxRatio = 4.0 / 3;

    /// <inheritdoc/>
    public PixelImage Apply(PixelImage image, ref CounterRandom random)
    {
        for (int attempt = 0; attempt < 10; attempt++)
        {
            double area = image.Width * image.Height * Between(MinArea, MaxArea, random.NextDouble());
            double ratio = Math.Exp(Between(Math.Log(MinRatio), Math.Log(MaxRatio), random.NextDouble()));
            int width = (int)Math.Round(Math.Sqrt(area * ratio)), height = (int)Math.Round(Math.Sqrt(area / ratio));
            if (width < 1 || height < 1 || width > image.Width || height > image.Height) continue;
            int top = random.Next(image.Height - height + 1), left = random.Next(image.Width - width + 1);
            return Resize.To(Crop.Part(image, left, top, width, height), Width, Height, Resampling);
        }

        return Resize.To(Middle(image), Width, Height, Resampling);
    }

    private static PixelImage Middle(PixelImage image)
    {
        double ratio = (double)image.Width / image.Height;
        int width = ratio > MaxRatio ? (int)Math.Round(image.Height * MaxRatio) : image.Width;
        int height = ratio < MinRatio ? (int)Math.Round(image.Width / MinRatio) : image.Height;
        return Crop.Part(image, (image.Width - width) / 2, (image.Height - height) / 2, width, height);
    }

    private static double Between(double low, double high, double share) => low + ((high - low) * share);
}
