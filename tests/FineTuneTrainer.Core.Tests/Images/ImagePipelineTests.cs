using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Images;

namespace FineTuneTrainer.Core.Tests.Images;

public sealed class ImagePipelineTests
{
    [Fact]
    public void Channels_come_first_and_are_normalized()
    {
        float[] values = Normalization.ImageNet.Apply(new PixelImage([255, 0, 128, 0, 255, 64], 2, 1, 3));
        Assert.Equal(6, values.Length);
        Assert.Equal((1 - 0.485) / 0.229, values[0], 1e-6);
        Assert.Equal(-0.485 / 0.229, values[1], 1e-6);
        Assert.Equal((1 - 0.456) / 0.224, values[3], 1e-6);
        Assert.Equal(((128 / 255.0) - 0.406) / 0.225, values[4], 1e-6);
    }

    [Fact]
    public void A_ViT_s_configuration_resizes_and_normalizes()
    {
        ImagePipeline pipeline = Read("""{"do_resize":true,"size":{"height":224,"width":224},"resample":2,"do_normalize":true,"image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5]}""");
        Assert.Equal([new ResizeTo(224, 224, Resampling.Bilinear)], pipeline.Steps);
        Assert.Equal((-1, 1), (pipeline.Normalization.Apply(new PixelImage([0, 0, 0], 1, 1, 3))[0], pipeline.Normalization.Apply(new PixelImage([255, 255, 255], 1, 1, 3))[0]));
    }

    [Fact]
    public void A_ResNet_s_configuration_resizes_wider_and_cuts_the_middle_out()
    {
        ImagePipeline pipeline = Read("""{"crop_pct":0.875,"size":{"shortest_edge":224},"resample":3,"image_mean":[0.485,0.456,0.406],"image_std":[0.229,0.224,0.225]}""");
        Assert.Equal([new ResizeShorterSide(256, Resampling.Bicubic), new CenterCrop(224, 224)], pipeline.Steps);
        Assert.Equal(3 * 224 * 224, pipeline.Apply(ImageGolden.Decoded("noise.png")).Length);
    }

    [Fact]
    public void A_crop_of_its_own_follows_the_resizing() =>
        Assert.Equal(
            [new ResizeShorterSide(256, Resampling.Bilinear), new CenterCrop(224, 200)],
            Read("""{"size":{"shortest_edge":256},"do_center_crop":true,"crop_size":{"height":200,"width":224},"do_normalize":false}""").Steps);

    [Theory]
    [InlineData("""{"size":{"longest_edge":3}}""", "size")]
    [InlineData("""{"size":4,"resample":9}""", "resample 9")]
    [InlineData("""{"size":4}""", "image_mean")]
    [InlineData("""{"size":4,"do_pad":true}""", "do_pad")]
    public void What_is_not_understood_is_refused_by_name(string json, string name) =>
        Assert.Contains(name, Assert.Throws<InvalidDataException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Random_steps_depend_on_seed_epoch_and_row_alone()
    {
        var pipeline = new ImagePipeline([new RandomResizedCrop(16, 16), new RandomHorizontalFlip()], Normalization.None);
        PixelImage image = ImageGolden.Decoded("noise.png");
        Assert.Equal(pipeline.Apply(image, 1, 2, 3), pipeline.Apply(image, 1, 2, 3));
        Assert.NotEqual(pipeline.Apply(image, 1, 2, 3), pipeline.Apply(image, 1, 2, 4));
        Assert.NotEqual(pipeline.Apply(image, 1, 2, 3), pipeline.Apply(image, 1, 3, 3));
        Assert.NotEqual(pipeline.Apply(image, 1, 2, 3), pipeline.Apply(image, 2, 2, 3));
    }

    [Fact]
    public void Half_of_the_images_are_mirrored()
    {
        PixelImage image = ImageGolden.Numbered(2, 1);
        var random = new CounterRandom(1);
        int mirrored = Enumerable.Range(0, 1000).Count(_ => new RandomHorizontalFlip().Apply(image, ref random).Pixels[0] == 1);
        Assert.InRange(mirrored, 450, 550);
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(100, 1)]
    public void A_part_that_cannot_fit_becomes_the_middle(int width, int height)
    {
        var random = new CounterRandom(1);
        PixelImage cut = new RandomResizedCrop(4, 4, 0.9, 1).Apply(ImageGolden.Numbered(width, height), ref random);
        Assert.Equal((4, 4), (cut.Width, cut.Height));
    }

    private static ImagePipeline Read(string json) => PreprocessorConfig.Read(JsonNode.Parse(json)!.AsObject());
}
