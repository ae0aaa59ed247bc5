using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Images;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Images;

public sealed class ImageFolderTests
{
    [Fact]
    public void Each_folder_is_a_class()
    {
        var source = new ImageFolderSource(new Folder(Shapes()));
        PlacedRow<ImageRow>[] rows = [.. source.Read()];
        Assert.Equal(["circle", "square"], source.Labels);
        Assert.Equal(["circle", "circle", "square", "square"], rows.Select(r => r.Row.Label));
        Assert.All(rows, r => Assert.Equal((32, 32, 3), (r.Row.Image.Width, r.Row.Image.Height, r.Row.Image.Channels)));
        Assert.Equal(rows[2..].Select(r => r.Row.Name), source.Read(rows[1].Next).Select(r => r.Row.Name));
        Assert.Equal((4, 0), (Check(source).Rows, Check(source).ProblemCount));
    }

    [Fact]
    public void A_prefix_chooses_a_split()
    {
        SortedDictionary<string, byte[]> files = new(Shapes().ToDictionary(f => "train/" + f.Key, f => f.Value), StringComparer.Ordinal) { ["test/circle/x.png"] = [] };
        Assert.Equal(4, new ImageFolderSource(new Folder(files), "train/").Read().Count());
    }

    [Fact]
    public void Every_bad_file_is_told()
    {
        SortedDictionary<string, byte[]> files = Shapes();
        files["loose.png"] = [];
        files["circle/notes.txt"] = [];
        files["circle/deep/x.png"] = [];
        files["circle/circle_000.png"] = files["circle/circle_000.png"][..100];
        DataReport report = Check(new ImageFolderSource(new Folder(files)));
        Assert.Equal((3, 4), (report.Rows, report.ProblemCount));
        Assert.Equal(
            [
                "circle/circle_000.png: the image is damaged or cut off (IncompleteInput) (replace the file, or remove it)",
                "circle/deep/x.png: the file lies in no class's folder (put it in a folder with the name of its class)",
                "circle/notes.txt: the file is not an image by its name (names end in .png, .jpg, .jpeg, .webp, .bmp, .gif; remove other files)",
                "loose.png: the file lies in no class's folder (put it in a folder with the name of its class)",
            ],
            report.Problems.Select(p => p.ToString()));
        Assert.Throws<InvalidDataException>(() => new ImageFolderSource(new Folder(files)).Read().Count());
    }

    [Fact]
    public void A_folder_without_images_is_a_problem() => Assert.False(Check(new ImageFolderSource(new Folder([]))).IsClean);

    private static DataReport Check(ImageFolderSource source) => source.Check(TestContext.Current.CancellationToken);

    private static SortedDictionary<string, byte[]> Shapes()
    {
        string root = RepositoryFiles.Golden("data", "shapes");
        return new SortedDictionary<string, byte[]>(
            Directory.GetFiles(root, "*.png", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllBytes), StringComparer.Ordinal);
    }

    private sealed class Folder(SortedDictionary<string, byte[]> files) : IReadableFolder
    {
        public IReadOnlyList<string> Names => [.. files.Keys];

        public Stream OpenRead(string name) => new MemoryStream(files[name]);
    }
}
