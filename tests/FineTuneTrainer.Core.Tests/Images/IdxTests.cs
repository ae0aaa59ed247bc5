using System.IO.Compression;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Images;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Images;

public sealed class IdxTests
{
    private static readonly byte[] Images = File.ReadAllBytes(RepositoryFiles.Golden("data", "digits", "t10k-images-idx3-ubyte"));
    private static readonly byte[] Labels = File.ReadAllBytes(RepositoryFiles.Golden("data", "digits", "t10k-labels-idx1-ubyte"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_sample_s_digits_are_read_packed_or_not(bool packed)
    {
        IdxSource source = Source(packed ? Packed(Images) : Images, packed ? Packed(Labels) : Labels);
        PlacedRow<ImageRow>[] rows = [.. source.Read()];
        Assert.Equal(360, rows.Length);
        Assert.All(rows, r => Assert.Equal((8, 8, 1), (r.Row.Image.Width, r.Row.Image.Height, r.Row.Image.Channels)));
        Assert.All(rows.GroupBy(r => r.Row.Label), digit => Assert.InRange(digit.Count(), 33, 39));
        Assert.Equal(Images[16..80], rows[0].Row.Image.Pixels);
        Assert.Equal((Labels[8].ToString(), 1), (rows[0].Row.Label, rows[0].Row.Number));
        Assert.Equal(rows[100..].Select(r => r.Row.Name), source.Read(rows[99].Next).Select(r => r.Row.Name));
    }

    [Fact]
    public void Files_that_do_not_fit_are_told()
    {
        Assert.Equal(["images: images is not an IDX file of bytes with 3 dimensions (it should begin with 00 00 08 03)"], Problems(Labels, Labels));
        Assert.Equal(["images: labels is not an IDX file of bytes with 1 dimension (it should begin with 00 00 08 01)"], Problems(Images, Images));
        Assert.Equal(["images, row 360: the file ends here (its header announces 360; is it cut off?)"], Problems(Images[..^1], Labels));
        byte[] fewer = [.. Labels];
        fewer[7]--;
        Assert.Equal(["images: 360 images have 359 labels in labels (use the two files of one set)"], Problems(Images, fewer));
        Assert.StartsWith("images, row ", Problems(Packed(Images)[..2000], Labels).Single());
        byte[] huge = [.. Images];
        huge[8] = huge[12] = 0x7F;
        Assert.StartsWith("images: images has the dimensions 360 x ", Problems(huge, Labels).Single());
        Assert.Throws<BadDataException>(() => Source(Images[..^1], Labels).Read().Count());
    }

    [Fact]
    public void A_gray_image_becomes_one_of_three_channels() =>
        Assert.Equal([5, 5, 5, 9, 9, 9], new PixelImage([5, 9], 2, 1, 1).ToRgb().Pixels);

    private static string[] Problems(byte[] images, byte[] labels) => [.. Source(images, labels).Check(TestContext.Current.CancellationToken).Problems.Select(p => p.ToString())];

    private static IdxSource Source(byte[] images, byte[] labels) => new("images", () => new MemoryStream(images), "labels", () => new MemoryStream(labels));

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
