using FineTuneTrainer.Core.Images;

namespace FineTuneTrainer.Core.Tests.Images;

public sealed class ImageDecoderTests
{
    [Theory]
    [InlineData("noise.png")]
    [InlineData("gray.png")]
    [InlineData("palette.png")]
    [InlineData("alpha.png")]
    [InlineData("photo.bmp")]
    [InlineData("lossless.webp")]
    public void Pixels_equal_Pillow_s(string file)
    {
        PixelImage image = ImageGolden.Decoded(file);
        Assert.Equal((37, 23, 3), (image.Width, image.Height, image.Channels));
        Assert.Equal(ImageGolden.Json("decoded.json").GetProperty(file).GetBytesFromBase64(), image.Pixels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_camera_s_rotation_is_undone(int orientation)
    {
        string file = $"turned-{orientation}.jpg";
        PixelImage image = ImageGolden.Decoded(file);
        Assert.Equal(ImageGolden.Json("decoded.json").GetProperty("size " + file).EnumerateArray().Select(s => s.GetInt32()), [image.Width, image.Height]);

        // JPEG decoders may round differently by one.
        byte[] expected = ImageGolden.Json("decoded.json").GetProperty(file).GetBytesFromBase64();
        Assert.Equal(expected.Length, image.Pixels.Length);
        Assert.All(expected.Zip(image.Pixels), p => Assert.InRange(p.Second - p.First, -1, 1));
    }

    [Fact]
    public void Sizes_are_known_without_decoding() => Assert.Equal((37, 23), ImageDecoder.Measure(new MemoryStream(ImageGolden.Bytes("noise.png"))));

    [Fact]
    public void What_is_cut_off_or_no_image_says_so()
    {
        byte[] whole = ImageGolden.Bytes("noise.png");
        Assert.Contains("damaged or cut off", Refusal(whole[..(whole.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains("not a PNG", Refusal([.. "GIF? no."u8]), StringComparison.Ordinal);
        Assert.Contains("not a PNG", Refusal([]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_asks_for_gigabytes_is_refused()
    {
        // Width and height of a PNG stand at bytes 16 to 23, their checksum at 29.
        byte[] bytes = ImageGolden.Bytes("noise.png");
        bytes[16] = bytes[20] = 0x00;
        bytes[17] = bytes[21] = 0x01;
        uint crc = Crc32(bytes.AsSpan(12, 17));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), crc);
        Assert.Contains("at most", Refusal(bytes), StringComparison.Ordinal);
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }

    private static string Refusal(byte[] bytes) => Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(new MemoryStream(bytes))).Message;
}
