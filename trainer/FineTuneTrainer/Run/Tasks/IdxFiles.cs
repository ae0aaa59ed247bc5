using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Images;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>MNIST's pair of files on disk.</summary>
internal static class IdxFiles
{
    private const string Pixels = "pixels";

    /// <summary>Reads both files once and leaves the pixels unpacked beside them, where any image is found by its number.</summary>
    public static (IReadOnlyList<ListedImage> Rows, IReadOnlyList<DataProblem> Problems) Read(DatasetSpec dataset, string path, ImagePipeline pipeline)
    {
        var name = dataset.FileName();
        var source = new IdxSource(name, () => File.OpenRead(Path.Combine(path, DatasetFetch.Images)), Path.GetFileName(IdxNames.LabelsOf(dataset.Uri)!), () => File.OpenRead(Path.Combine(path, DatasetFetch.Labels)));
        var rows = new List<ListedImage>();
        try
        {
            var pixels = Path.Combine(path, Pixels);
            using var unpacked = File.Create(pixels);
            foreach (var (row, _) in source.Read())
            {
                unpacked.Write(row.Image.Pixels);
                rows.Add(Listed(row, pixels, pipeline, rows));
            }

            return (rows, []);
        }
        catch (BadDataException exception)
        {
            return (rows, exception.Problems);
        }
    }

    // All images of a file have one size.
    private static ListedImage Listed(ImageRow row, string pixels, ImagePipeline pipeline, List<ListedImage> before)
    {
        var (width, height) = before.Count > 0 ? (before[0].Width, before[0].Height) : pipeline.Stepped(row.Image) is var shown ? (shown.Width, shown.Height) : default;
        var (number, from) = (row.Number, row.Image with { Pixels = [] });
        return new ListedImage(row.Name, row.Label, number, width, height, () => Decode(pixels, number, from));
    }

    private static PixelImage Decode(string path, long number, PixelImage size)
    {
        var pixels = new byte[size.Width * size.Height];
        using var file = File.OpenHandle(path);
        var read = RandomAccess.Read(file, pixels, (number - 1) * pixels.Length);
        return read == pixels.Length ? size with { Pixels = pixels } : throw new IOException($"{path} has become shorter");
    }
}
