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
}
