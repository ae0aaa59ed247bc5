using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Images;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>A folder of images on disk.</summary>
internal static class ImageFolderFiles
{
    /// <summary>Decodes every file once, several at a time: one that is cut off shows only at its end.</summary>
    public static (IReadOnlyList<ListedImage> Rows, IReadOnlyList<DataProblem> Problems) Read(DatasetSpec dataset, string path, ImagePipeline pipeline)
    {
        var folder = new DiskFolder(path);
        var source = new ImageFolderSource(folder);
        if (source.Count == 0)
            return ([], source.Check().Problems);
        var files = Enumerable.Range(0, source.Count).AsParallel().AsOrdered().Select(index => Look(index, source, folder, dataset.FileName(), pipeline)).ToList();
        return ([.. files.Select(file => file.Row).OfType<ListedImage>()], [.. files.Select(file => file.Problem).OfType<DataProblem>()]);
    }

    private static (ListedImage? Row, DataProblem? Problem) Look(int index, ImageFolderSource source, DiskFolder folder, string name, ImagePipeline pipeline)
    {
        if (source.Look(index, out var problem) is not { } row)
            return (null, problem! with { File = $"{name}/{problem.File}" });
        var shown = pipeline.Stepped(row.Image);
        return (new ListedImage($"{name}/{row.Name}", row.Label, row.Number, shown.Width, shown.Height, () => Decode(folder, row.Name)), null);
    }

    private static PixelImage Decode(DiskFolder folder, string name)
    {
        using var stream = folder.OpenRead(name);
        return ImageDecoder.Decode(stream);
    }
}
