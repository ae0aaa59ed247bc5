using SkiaSharp;

namespace FineTuneTrainer.Core.Images;

/// <summary>Decodes PNG, JPEG, WebP, BMP and GIF (the first frame) to RGB bytes; an alpha channel is dropped, a color profile is not applied, a camera's rotation is.</summary>
public static class ImageDecoder
{
    /// <summary>The largest number of pixels that is decoded: a crafted file of a few bytes could ask for gigabytes.</summary>
    public const long MaxPixels = 178_956_970;

    /// <summary>The image; an <see cref="InvalidDataException"/> says why it cannot be read.</summary>
    public static PixelImage Decode(Stream stream)
    {
        using SKCodec codec = Codec(stream);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var rgba = new byte[info.BytesSize];
        SKCodecResult result = Pixels(codec, info, rgba);
        if (result != SKCodecResult.Success) throw new InvalidDataException($"the image is damaged or cut off ({result})");
        return Orientation.Upright(Rgb(rgba, info.Width, info.Height), codec.EncodedOrigin);
    }

    /// <summary>Width and height without decoding the pixels; an <see cref="InvalidDataException"/> says why it is no image.</summary>
    public static (int Width, int Height) Measure(Stream stream)
    {
        using SKCodec codec = Codec(stream);
        return (codec.Info.Width, codec.Info.Height);
    }

    private static SKCodec Codec(Stream stream)
    {
        using var bytes = SKData.Create(stream);
        SKCodec codec = SKCodec.Create(bytes) ?? throw new InvalidDataException("the file is not a PNG, JPEG, WebP, BMP or GIF image");
        if ((long)codec.Info.Width * codec.Info.Height <= MaxPixels) return codec;
        string size = $"{codec.Info.Width} x {codec.Info.Height}";
        codec.Dispose();
        throw new InvalidDataException($"the image has {size} pixels; at most {MaxPixels} are decoded");
    }

    private static unsafe SKCodecResult Pixels(SKCodec codec, SKImageInfo info, byte[] rgba)
    {
        fixed (byte* first = rgba) return codec.GetPixels(info, (nint)first);
    }

    private static PixelImage Rgb(byte[] rgba, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) rgba.AsSpan(i * 4, 3).CopyTo(pixels.AsSpan(i * 3));
        return new PixelImage(pixels, width, height, 3);
    }
}
