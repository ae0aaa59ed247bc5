using System.Text.Json;
using FineTuneTrainer.Core.Images;

namespace FineTuneTrainer.Core.Tests.Images;

public sealed class ResizeTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, ImageGolden.Json("resize.json").GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_filter_and_size_equals_Pillow_to_the_last_bit(int index)
    {
        JsonElement golden = ImageGolden.Json("resize.json").GetProperty("cases")[index];
        var resampling = (Resampling)golden.GetProperty("resampling").GetInt32();
        PixelImage resized = Resize.To(ImageGolden.Decoded("noise.png"), golden.GetProperty("width").GetInt32(), golden.GetProperty("height").GetInt32(), resampling);
        Assert.Equal(golden.GetProperty("pixels").GetBytesFromBase64(), resized.Pixels);
    }

    [Theory]
    [InlineData(100, 50, 25, 50, 25)]
    [InlineData(50, 101, 25, 25, 50)]
    [InlineData(37, 23, 256, 411, 256)]
    public void The_shorter_side_gets_the_length(int width, int height, int length, int newWidth, int newHeight) =>
        Assert.Equal((newWidth, newHeight), Resize.ShorterSide(ImageGolden.Numbered(width, height), length));
}
