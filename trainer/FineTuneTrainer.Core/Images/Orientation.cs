using SkiaSharp;

namespace FineTuneTrainer.Core.Images;

/// <summary>Turns images as the camera says in their EXIF data.</summary>
internal static class Orientation
{
    public static PixelImage Upright(PixelImage image, SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => Turned(image, false, (x, y) => (image.Width - 1 - x, y)),
        SKEncodedOrigin.BottomRight => Turned(image, false, (x, y) => (image.Width - 1 - x, image.Height - 1 - y)),
        SKEncodedOrigin.BottomLeft => Turned(image, false, (x, y) => (x, image.Height - 1 - y)),
        SKEncodedOrigin.LeftTop => Turned(image, true, (x, y) => (y, x)),
        SKEncodedOrigin.RightTop => Turned(image, true, (x, y) => (y, image.Height - 1 - x)),
        SKEncodedOrigin.RightBottom => Turned(image, true, (x, y) => (image.Width - 1 - y, image.Height - 1 - x)),
        SKEncodedOrigin.LeftBottom => Turned(image, true, (x, y) => (image.Width - 1 - y, x)),
        _ => image,
    };

    // For each pixel of the result the place in the image that it comes from.
    private static PixelImage Turned(PixelImage image, bool swapped, Func<int, int, (int X, int Y)> from)
    {
        (int width, int height) = swapped ? (image.Height, image.Width) : (image.Width, image.Height);
        var pixels = new byte[image.Pixels.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int fromX, int fromY) = from(x, y);
                image.Pixels.AsSpan(((fromY * image.Width) + fromX) * image.Channels, image.Channels).CopyTo(pixels.AsSpan(((y * width) + x) * image.Channels));
            }
        }

        return new PixelImage(pixels, width, height, image.Channels);
    }
}
