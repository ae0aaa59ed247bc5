namespace FineTuneTrainer.Core.Images;

/// <summary>An image as bytes, row by row, each pixel's channels side by side: (height, width, channel), 3 channels red, green, blue or 1 gray.</summary>
public sealed record PixelImage(byte[] Pixels, int Width, int Height, int Channels)
{
    /// <summary>The three channels of an RGB image from one gray channel; an RGB image itself.</summary>
    public PixelImage ToRgb()
    {
        if (Channels == 3) return this;
        var rgb = new byte[Width * Height * 3];
        for (int i = 0; i < Width * Height; i++) rgb.AsSpan(i * 3, 3).Fill(Pixels[i]);
        return new PixelImage(rgb, Width, Height, 3);
    }

    /// <summary>One gray channel of red, green and blue, as Pillow's convert("L") weighs them (ITU-R 601-2, in 16-bit fixed point); a gray image itself.</summary>
    public PixelImage ToGray()
    {
        if (Channels == 1) return this;
        var gray = new byte[Width * Height];
        for (int i = 0; i < gray.Length; i++)
            gray[i] = (byte)(((Pixels[3 * i] * 19595) + (Pixels[(3 * i) + 1] * 38470) + (Pixels[(3 * i) + 2] * 7471) + 0x8000) >> 16);
        return new PixelImage(gray, Width, Height, 1);
    }
}
