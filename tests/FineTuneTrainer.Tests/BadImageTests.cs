using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Images that cannot be learned from end as InvalidData, every bad file by its name.</summary>
public sealed class BadImageTests
{
    [Fact]
    public async Task Every_bad_file_of_a_folder_is_named_at_once()
    {
        using var work = Shapes();
        work.Write("train/circle/notes.txt", "drawn on Monday");
        work.Write("train/ring/page.png", "<html>not found</html>");
        work.Write("train/readme.png", "x");
        var whole = File.ReadAllBytes(Path.Combine(work.Root, "train", "cross", "cross_000.png"));
        work.WriteBytes("test/cross/cut.png", whole[..(whole.Length / 2)]);
        var report = await work.FailsAsync(ExitCode.InvalidData, work.ShapesSpec());
        Assert.Contains("not an image by its name", report.At("train/circle/notes.txt").Message, StringComparison.Ordinal);
        Assert.Contains("not a PNG", report.At("train/ring/page.png").Message, StringComparison.Ordinal);
        Assert.Contains("no class's folder", report.At("train/readme.png").Message, StringComparison.Ordinal);
        Assert.Contains("cut off", report.At("test/cross/cut.png").Message, StringComparison.Ordinal);
        Assert.Equal(4, report.Problems.Count);
    }

    [Fact]
    public async Task A_class_that_training_never_saw_is_named_with_its_file()
    {
        using var work = Shapes();
        Directory.Move(Path.Combine(work.Root, "test", "ring"), Path.Combine(work.Root, "test", "hexagon"));
        var report = await work.FailsAsync(ExitCode.InvalidData, work.ShapesSpec());
        Assert.Contains("'hexagon'", report.At("test/hexagon/ring_000.png").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_one_class_teach_nothing()
    {
        using var work = Shapes();
        foreach (var folder in Directory.GetDirectories(work.Root, "*", SearchOption.AllDirectories).Where(folder => Path.GetFileName(folder) is "cross" or "ring" or "square" or "triangle"))
            Directory.Delete(folder, recursive: true);
        var report = await work.FailsAsync(ExitCode.InvalidData, work.ShapesSpec());
        Assert.Contains("the one class 'circle'", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_other_sizes_are_named_and_the_remedy_with_them()
    {
        using var work = Shapes();
        work.WriteBytes("test/ring/wide.bmp", Pictures.Bmp(new byte[40 * 20], 40, 20));
        var report = await work.FailsAsync(ExitCode.InvalidData, work.ShapesSpec(spec =>
        {
            spec["model"] = JsonNode.Parse("""{ "scratch": { "family": "cnn", "config": { "hidden_sizes": [4] } } }""");
            spec["method"]!["type"] = "Full";
        }));
        var problem = report.At("test/ring/wide.bmp");
        Assert.Contains("40 x 20", problem.Message, StringComparison.Ordinal);
        Assert.Contains("image_size", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named_by_its_field()
    {
        using var work = Shapes();
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.ShapesSpec(spec => spec["datasets"]![1]!["uri"] = $"file://{work.Root}/none/"));
        Assert.Contains("there are no files", report.At("datasets[1].uri").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pretrained_model_without_a_processor_is_refused()
    {
        using var work = Shapes();
        var model = Directory.CreateDirectory(Path.Combine(work.Root, "bare"));
        foreach (var file in (string[])["config.json", "model.safetensors"])
            File.Copy(Path.Combine(Pictures.Samples, "models", "resnet-mini", file), Path.Combine(model.FullName, file));
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.ShapesSpec(spec => spec["model"]!["uri"] = $"file://{model.FullName}/"));
        Assert.Contains("preprocessor_config.json is missing", report.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t10k-images-idx3-ubyte", 2, 9, "is not an IDX file")]
    [InlineData("t10k-labels-idx1-ubyte", 7, 1, "labels in t10k-labels-idx1-ubyte")]
    public async Task A_wrong_magic_number_and_a_wrong_count_are_told(string file, int at, byte value, string message)
    {
        using var work = new Workspace();
        work.CopyDigits();
        var bytes = File.ReadAllBytes(Path.Combine(work.Root, file));
        bytes[at] = value;
        work.WriteBytes(file, bytes);
        var report = await work.FailsAsync(ExitCode.InvalidData, work.DigitsSpec());
        Assert.Contains(message, report.At("t10k-images-idx3-ubyte").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_ends_too_early_is_told_with_the_image()
    {
        using var work = new Workspace();
        work.CopyDigits();
        work.WriteBytes("t10k-images-idx3-ubyte", File.ReadAllBytes(Path.Combine(work.Root, "t10k-images-idx3-ubyte"))[..1000]);
        var report = await work.FailsAsync(ExitCode.InvalidData, work.DigitsSpec());
        Assert.Contains("the file ends here", report.At("t10k-images-idx3-ubyte:16").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_images_is_refused_before_anything_is_fetched()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.InvalidConfig, work.DigitsSpec(spec =>
        {
            spec["datasets"]![0]!["uri"] = $"file://{work.Root}/digits.bin";
            spec["datasets"]![1]!["format"] = "Csv";
            spec["task"]!["features"] = new JsonArray("a", "a");
            spec["preprocessing"]!["image"] = JsonNode.Parse("""{ "horizontalFlip": 2, "cropPadding": 3, "randomResizedCrop": { "minArea": 0.9, "maxArea": 0.5 } }""");
        }));
        Assert.Equal(
            ["datasets[0].uri", "datasets[1].format", "preprocessing.image", "preprocessing.image.horizontalFlip", "preprocessing.image.randomResizedCrop.minArea", "task.features"],
            report.Problems.Select(problem => problem.Place).Distinct().Order(StringComparer.Ordinal));
    }

    private static Workspace Shapes()
    {
        var work = new Workspace();
        work.CopyShapes("train", most: 2);
        work.CopyShapes("test", most: 1);
        return work;
    }
}
