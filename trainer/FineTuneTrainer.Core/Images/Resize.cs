namespace FineTuneTrainer.Core.Images;

/// <summary>
/// Resizing equal to Pillow's to the last bit (libImaging/Resample.c), which torchvision and Hugging Face's processors use: a filter that widens when an
/// image shrinks, in 22-bit fixed point, first along rows, then along columns, rounding to bytes between.
/// </summary>
public static class Resize
{
    private const int Precision = 22;

    /// <summary>The image in another size.</summary>
    public static PixelImage To(PixelImage image, int width, int height, Resampling resampling)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if ((width, height) == (image.Width, image.Height)) return image;
        if (resampling == Resampling.Nearest) return Nearest(image, width, height);
        PixelImage wide = width == image.Width ? image : Rows(image, width, resampling);
        return height == image.Height ? wide : Columns(wide, height, resampling);
    }

    /// <summary>The size whose shorter side is this long and whose sides keep their ratio, the longer one cut to whole pixels.</summary>
    public static (int Width, int Height) ShorterSide(PixelImage image, int length) => image.Width <= image.Height
        ? (length, (int)((long)length * image.Height / image.Width))
        : ((int)((long)length * image.Width / image.Height), length);

    private static PixelImage Nearest(PixelImage image, int width, int height)
    {
        int channels = image.Channels;
        var pixels = new byte[width * height * channels];
        for (int y = 0; y < height; y++)
        {
            int fromY = (int)((y + 0.5) * image.Height / height);
            for (int x = 0; x < width; x++)
            {
                int fromX = (int)((x + 0.5) * image.Width / width);
                image.Pixels.AsSpan(((fromY * image.Width) + fromX) * channels, channels).CopyTo(pixels.AsSpan(((y * width) + x) * channels));
            }
        }

        return new PixelImage(pixels, width, height, channels);
    }

    private static PixelImage Rows(PixelImage image, int width, Resampling resampling)
    {
        Tap[] taps = Taps(image.Width, width, resampling);
        int channels = image.Channels;
        var pixels = new byte[width * image.Height * channels];
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int from = ((y * image.Width) + taps[x].First) * channels, to = ((y * width) + x) * channels;
                for (int c = 0; c < channels; c++) pixels[to + c] = Sum(image.Pixels, from + c, channels, taps[x].Weights);
            }
        }

        return new PixelImage(pixels, width, image.Height, channels);
    }

    private static PixelImage Columns(PixelImage image, int height, Resampling resampling)
    {
        Tap[] taps = Taps(image.Height, height, resampling);
        int stride = image.Width * image.Channels;
        var pixels = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            for (int i = 0; i < stride; i++) pixels[(y * stride) + i] = Sum(image.Pixels, (taps[y].First * stride) + i, stride, taps[y].Weights);
        }

        return new PixelImage(pixels, image.Width, height, image.Channels);
    }

    private static byte Sum(byte[] pixels, int at, int stride, int[] weights)
    {
        int sum = 1 << (Precision - 1);
        foreach (int weight in weights)
        {
            sum += pixels[at] * weight;
            at += stride;
        }

        return (byte)Math.Clamp(sum >> Precision, 0, 255);
    }

    // For each new pixel the old ones that it is made of, with their weights in fixed point.
    private static Tap[] Taps(int from, int to, Resampling resampling)
    {
        double scale = (double)from / to, wide = Math.Max(scale, 1), support = ResampleFilter.Support(resampling) * wide;
        var taps = new Tap[to];
        for (int i = 0; i < to; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max(0, (int)(center - support + 0.5)), last = Math.Min(from, (int)(center + support + 0.5));
            double[] weights = [.. Enumerable.Range(first, last - first).Select(x => ResampleFilter.Weight(resampling, (x - center + 0.5) / wide))];
            double all = weights.Sum();
            taps[i] = new Tap(first, [.. weights.Select(w => Fixed(all == 0 ? w : w / all))]);
        }

        return taps;
    }

    private static int Fixed(double weight) => (int)((weight * (1 << Precision)) + (weight < 0 ? -0.5 : 0.5));

    private sealed record Tap(int First, int[] Weights);
}
