namespace FineTuneTrainer.Core.Images;

/// <summary>Cutting parts out of images, and mirroring them.</summary>
public static class Crop
{
    /// <summary>A part of the image; what lies outside of it is black.</summary>
    public static PixelImage Part(PixelImage image, int left, int top, int width, int height)
    {
        var pixels = new byte[width * height * image.Channels];
        int fromX = Math.Max(left, 0), toX = Math.Min(left + width, image.Width);
        for (int y = Math.Max(top, 0); y < Math.Min(top + height, image.Height) && toX > fromX; y++)
        {
            image.Pixels.AsSpan(((y * image.Width) + fromX) * image.Channels, (toX - fromX) * image.Channels)
                .CopyTo(pixels.AsSpan((((y - top) * width) + fromX - left) * image.Channels));
        }

        return new PixelImage(pixels, width, height, image.Channels);
    }

    /// <summary>The middle of the image as Hugging Face's processors cut it: an odd rest goes to the right and the bottom.</summary>
    public static PixelImage Center(PixelImage image, int width, int height) =>
        Part(image, Floor(image.Width - width), Floor(image.Height - height), width, height);

    /// <summary>The middle of the image as torchvision's CenterCrop cuts it: half a pixel goes to the even side.</summary>
    public static PixelImage CenterTorchvision(PixelImage image, int width, int height) =>
        Part(image, (int)Math.Round((image.Width - width) / 2.0), (int)Math.Round((image.Height - height) / 2.0), width, height);

    /// <summary>The image mirrored left to right.</summary>
    public static PixelImage Mirrored(PixelImage image)
    {
        var pixels = new byte[image.Pixels.Length];
        int stride = image.Width * image.Channels;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                image.Pixels.AsSpan((y * stride) + (x * image.Channels), image.Channels)
                    .CopyTo(pixels.AsSpan((y * stride) + ((image.Width - 1 - x) * image.Channels)));
            }
        }

        return image with { Pixels = pixels };
    }

    private static int Floor(int difference) => (int)Math.Floor(difference / 2.0);
}
