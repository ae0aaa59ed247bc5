using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Images in real runs: folders and MNIST's files, pretrained and from nothing.</summary>
public sealed class ImageRunTests
{
    private const int Side = 8;

    [Fact]
    public async Task A_frozen_ResNet_learns_shapes_and_predicts_what_it_was_scored_for()
    {
        using var work = new Workspace();
        work.CopyShapes("train");
        work.CopyShapes("test");
        (await work.RunAsync(work.ShapesSpec())).Expect(ExitCode.Ok);

        var report = work.Report();
        Assert.True(report.Tuned!["accuracy"] > report.Baseline!["accuracy"] + 0.2, $"{report.Baseline["accuracy"]} -> {report.Tuned["accuracy"]}");
        string[] images = [.. Directory.GetFiles(Path.Combine(work.Root, "test"), "*.png", SearchOption.AllDirectories)];
        var right = images.Zip(await work.LabelsAsync(images)).Count(pair => Path.GetFileName(Path.GetDirectoryName(pair.First)) == pair.Second);
        Assert.Equal(report.Tuned["accuracy"], (double)right / images.Length, 9);
        Assert.Contains("ResNetForImageClassification", File.ReadAllText(work.FileOf("output/model/config.json")), StringComparison.Ordinal);
        Assert.Contains("is not a PNG", await work.RefusedAsync(ExitCode.InvalidData, images[0], work.FileOf("output/model/config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_backbone_stands_still_with_its_statistics()
    {
        using var work = new Workspace();
        work.CopyShapes("train", most: 3);
        work.CopyShapes("test", most: 2);
        (await work.RunAsync(work.ShapesSpec(spec => spec["hyperparameters"]!["epochs"] = 1))).Expect(ExitCode.Ok);
        var before = new Dictionary<string, byte[]>(Tensors.Read(Path.Combine(Pictures.Samples, "models", "resnet-mini", "model.safetensors")));
        var after = Tensors.Read(work.FileOf("output/model/model.safetensors"));
        Assert.All(after.Where(pair => !pair.Key.StartsWith("classifier.", StringComparison.Ordinal)), pair => Assert.Equal(before[pair.Key], pair.Value));
    }

    [Fact]
    public async Task A_net_from_nothing_learns_digits_from_packed_IDX_files()
    {
        using var work = new Workspace();
        work.CopyDigits();
        (await work.RunAsync(work.DigitsSpec())).Expect(ExitCode.Ok);

        var report = work.Report();
        Assert.True(report.Tuned!["accuracy"] > 0.8, $"{report.Baseline!["accuracy"]} -> {report.Tuned["accuracy"]}");
        var pixels = File.ReadAllBytes(Path.Combine(work.Root, "t10k-images-idx3-ubyte")).AsMemory(16);
        var labels = File.ReadAllBytes(Path.Combine(work.Root, "t10k-labels-idx1-ubyte")).AsMemory(8);
        string[] images = [.. Enumerable.Range(0, labels.Length).Select(i => Path.Combine(work.Root, $"{i}.bmp"))];
        for (var i = 0; i < images.Length; i++)
            work.WriteBytes($"{i}.bmp", Pictures.Bmp(pixels.Span.Slice(i * Side * Side, Side * Side), Side, Side));
        var right = (await work.LabelsAsync(images)).Zip(labels.ToArray()).Count(pair => pair.First == $"{pair.Second}");
        Assert.Equal(report.Tuned["accuracy"], (double)right / images.Length, 9);
        var config = JsonNode.Parse(File.ReadAllText(work.FileOf("output/model/config.json")))!;
        Assert.Equal((1, Side), (config["num_channels"]!.GetValue<int>(), config["image_size"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("vit", """{ "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32, "image_size": 16, "patch_size": 8 }""")]
    [InlineData("mlp", """{ "hidden_sizes": [8], "image_size": 8, "num_channels": 1 }""")]
    [InlineData("resnet", """{ "embedding_size": 8, "hidden_sizes": [8, 16], "depths": [1, 1], "layer_type": "basic", "num_channels": 1 }""")]
    public async Task Every_family_of_images_runs_from_nothing_and_predicts(string family, string config)
    {
        using var work = new Workspace();
        work.CopyShapes("train", most: 2);
        work.CopyShapes("test", most: 1);
        (await work.RunAsync(work.ShapesSpec(spec =>
        {
            spec["model"] = new JsonObject { ["scratch"] = new JsonObject { ["family"] = family, ["config"] = JsonNode.Parse(config) } };
            spec["method"]!["type"] = "Full";
            spec["preprocessing"] = JsonNode.Parse("""{ "image": { "randomResizedCrop": { "minArea": 0.5 } } }""");
            // Ten images in nines: the last batch is one image, whose channels have no variance.
            spec["hyperparameters"]!["batchSize"] = 9;
            spec["hyperparameters"]!["epochs"] = 1;
        }))).Expect(ExitCode.Ok);
        var said = await work.PredictAsync(Directory.GetFiles(Path.Combine(work.Root, "test"), "*.png", SearchOption.AllDirectories));
        Assert.Equal(5, said.Count);
        Assert.All(said, answer => Assert.InRange(answer["confidence"]!.GetValue<double>(), 0.2, 1));
    }

    [Fact]
    public async Task A_killed_run_shows_the_same_crops_and_mirror_images_again()
    {
        using var calm = new Workspace();
        using var killed = new Workspace();
        foreach (var work in (Workspace[])[calm, killed])
        {
            work.CopyShapes("train", most: 4);
            work.CopyShapes("test", most: 2);
        }

        JsonObject Spec(Workspace work, int epoch) => work.ShapesSpec(spec =>
        {
            spec["run"]!["epoch"] = epoch;
            spec["method"]!["type"] = "Full";
            spec["preprocessing"]!["image"]!["randomResizedCrop"] = JsonNode.Parse("""{ "minArea": 0.4, "maxArea": 0.9 }""");
        });
        using (var trainer = killed.Start(Spec(killed, 1)))
        {
            await trainer.StepAsync(7);
            trainer.Kill();
            await trainer.EndAsync();
        }

        var last = (await killed.RunAsync(Spec(killed, 2))).Expect(ExitCode.Ok);
        (await calm.RunAsync(Spec(calm, 1))).Expect(ExitCode.Ok);
        Assert.Contains(last.Output, line => line.Contains("resumed from the checkpoint of step 6", StringComparison.Ordinal));
        Assert.Equal(calm.Digest("output/model/model.safetensors"), killed.Digest("output/model/model.safetensors"));
    }

    [Fact]
    public async Task A_plan_counts_what_convolutions_keep()
    {
        using var work = new Workspace();
        work.CopyShapes("train", most: 2);
        work.CopyShapes("test", most: 1);
        work.Write("run.json", work.ShapesSpec(spec => spec["method"]!["type"] = "Full").ToJsonString());
        using var trainer = new TrainerProcess(["plan", Path.Combine(work.Root, "run.json")], [(TrainerVariables.Scratch, Path.Combine(work.Root, "scratch"))]);
        var output = (await trainer.EndAsync()).Expect(ExitCode.Ok).Output;
        Assert.Contains(output, line => line.StartsWith("memory", StringComparison.Ordinal) && !line.EndsWith("activations 0", StringComparison.Ordinal));
        Assert.Contains(output, line => line.Contains("circle: train/circle/circle_000.png (3 x 32 x 32)", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.StartsWith("padding", StringComparison.Ordinal));
    }
}
