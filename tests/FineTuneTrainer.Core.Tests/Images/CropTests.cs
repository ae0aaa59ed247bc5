using FineTuneTrainer.Core.Images;

namespace FineTuneTrainer.Core.Tests.Images;

public sealed class CropTests
{
    [Theory]
    [InlineData(5, 2, 1, 2)]
    [InlineData(5, 4, 0, 0)]
    [InlineData(4, 2, 1, 1)]
    [InlineData(7, 4, 1, 2)]
    public void The_middle_starts_where_Hugging_Face_and_torchvision_say(int size, int part, int huggingFace, int torchvision)
    {
        PixelImage row = ImageGolden.Numbered(size, 1);
        Assert.Equal(huggingFace, Crop.Center(row, part, 1).Pixels[0]);
        Assert.Equal(torchvision, Crop.CenterTorchvision(row, part, 1).Pixels[0]);
    }

    [Fact]
    public void Outside_of_the_image_it_is_black() =>
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 3, 0, 0, 0, 0, 0], Crop.Part(ImageGolden.Numbered(2, 2), -1, -1, 4, 4).Pixels);

    [Fact]
    public void A_mirrored_image_s_mirror_is_the_image()
    {
        PixelImage image = ImageGolden.Decoded("noise.png");
        Assert.Equal([2, 1, 0, 5, 4, 3], Crop.Mirrored(ImageGolden.Numbered(3, 2)).Pixels);
        Assert.Equal(image.Pixels, Crop.Mirrored(Crop.Mirrored(image)).Pixels);
    }
}
