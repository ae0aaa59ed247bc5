using System.Text.Json;
using FineTuneTrainer.Core.Images;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Images;

/// <summary>Images, and what Pillow makes of them.</summary>
internal static class ImageGolden
{
    public static JsonElement Json(string file) => JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("images", file)));

    public static byte[] Bytes(string file) => File.ReadAllBytes(RepositoryFiles.Golden("images", file));

    public static PixelImage Decoded(string file) => ImageDecoder.Decode(new MemoryStream(Bytes(file)));

    /// <summary>An image whose pixels are numbered.</summary>
    public static PixelImage Numbered(int width, int height) => new([.. Enumerable.Range(0, width * height).Select(i => (byte)i)], width, height, 1);
}
