using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Images;
using FineTuneTrainer.Core.Loop;

namespace FineTuneTrainer.Core.Tests.Images;

public sealed class VariedImageTests
{
    [Fact]
    public void Gray_is_weighed_as_Pillow_does()
    {
        // PIL.Image.new("RGB", (1, 1), color).convert("L"): L = (R * 19595 + G * 38470 + B * 7471 + 0x8000) >> 16.
        byte[] pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 10, 20, 30];
        Assert.Equal([76, 150, 29, 255, 18], new PixelImage(pixels, 5, 1, 3).ToGray().Pixels);
    }

    [Fact]
    public void A_gray_image_made_color_and_back_is_itself()
    {
        PixelImage image = ImageGolden.Numbered(16, 16);
        Assert.Equal(image.Pixels, image.ToRgb().ToGray().Pixels);
    }

    [Fact]
    public void A_padded_crop_keeps_the_size_and_moves_by_at_most_the_padding()
    {
        PixelImage image = ImageGolden.Numbered(5, 5);
        var random = new CounterRandom(3);
        var seen = new HashSet<(int, int)>();
        for (int i = 0; i < 500; i++)
        {
            PixelImage cut = new PaddedCrop(2).Apply(image, ref random);
            Assert.Equal((5, 5), (cut.Width, cut.Height));
            int at = Array.IndexOf(cut.Pixels, image.Pixels[12]);
            seen.Add(((at % 5) - 2, (at / 5) - 2));
        }

        Assert.Equal(25, seen.Count);
        Assert.All(seen, moved => Assert.True(Math.Abs(moved.Item1) <= 2 && Math.Abs(moved.Item2) <= 2));
    }

    [Fact]
    public void An_input_is_varied_by_seed_step_and_place_and_by_nothing_else()
    {
        var pipeline = new ImagePipeline([new RandomResizedCrop(8, 8), new RandomHorizontalFlip()], Normalization.None);
        ImageInput Input(int seed) => new("noise.png", () => ImageGolden.Decoded("noise.png"), pipeline, [3, 8, 8], seed);
        float[] shown = Input(1).Read(new Occasion(4, 2));
        Assert.Equal(shown, Input(1).Read(new Occasion(4, 2)));
        Assert.NotEqual(shown, Input(1).Read(new Occasion(5, 2)));
        Assert.NotEqual(shown, Input(1).Read(new Occasion(4, 3)));
        Assert.NotEqual(shown, Input(2).Read(new Occasion(4, 2)));
    }

    [Fact]
    public void The_standard_processor_maps_bytes_to_minus_one_to_one()
    {
        ImagePipeline pipeline = PreprocessorConfig.Read(PreprocessorConfig.Standard(2, 1, 1));
        Assert.Equal([-1, 1], pipeline.Apply(new PixelImage([0, 255], 2, 1, 1)));
    }
}
