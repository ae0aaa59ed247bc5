using System.IO.Compression;
using System.Text.Json.Nodes;
using TestKit;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>Runs that learn from the pictures of samples/.</summary>
internal static class Pictures
{
    public static string Samples => Path.Combine(RepositoryFiles.Root, "samples");

    /// <summary>Copies a folder of pictures of samples/data/shapes, so that it can be changed.</summary>
    public static void CopyShapes(this Workspace work, string split, int most = int.MaxValue)
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(Samples, "data", "shapes", split)))
        {
            var target = Directory.CreateDirectory(Path.Combine(work.Root, split, Path.GetFileName(folder)));
            foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal).Take(most))
                File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
        }
    }

    /// <summary>The head of resnet-mini learns from folders <c>train/</c> and <c>test/</c> of the workspace.</summary>
    public static JsonObject ShapesSpec(this Workspace work, Action<JsonObject>? change = null) => work.Spec(spec =>
    {
        spec["task"] = JsonNode.Parse("""{ "type": "ImageClassification" }""");
        spec["model"]!["uri"] = $"file://{Samples}/models/resnet-mini/";
        spec["datasets"] = JsonNode.Parse($$"""[{ "name": "train", "role": "Train", "uri": "file://{{work.Root}}/train", "format": "ImageFolder" }, { "name": "test", "role": "Test", "uri": "file://{{work.Root}}/test/", "format": "ImageFolder" }]""");
        spec["preprocessing"] = JsonNode.Parse("""{ "image": { "horizontalFlip": 0.5 } }""");
        spec["method"]!["type"] = "Freeze";
        spec["hyperparameters"] = JsonNode.Parse("""{ "epochs": 8, "batchSize": 10, "learningRate": 0.02, "warmupRatio": 0.1, "linearKernel": "Native" }""");
        spec["checkpoint"] = JsonNode.Parse("""{ "everySteps": 3 }""");
        change?.Invoke(spec);
    });

    /// <summary>A convolutional net learns from nothing, from the workspace's <c>train-images-idx3-ubyte.gz</c> and <c>t10k-images-idx3-ubyte</c>.</summary>
    public static JsonObject DigitsSpec(this Workspace work, Action<JsonObject>? change = null) => work.Spec(spec =>
    {
        spec["task"] = JsonNode.Parse("""{ "type": "ImageClassification" }""");
        spec["model"] = JsonNode.Parse("""{ "scratch": { "family": "cnn", "config": { "hidden_sizes": [16, 32] } } }""");
        spec["datasets"] = JsonNode.Parse($$"""[{ "name": "train", "role": "Train", "uri": "file://{{work.Root}}/train-images-idx3-ubyte.gz", "format": "Idx" }, { "name": "test", "role": "Test", "uri": "file://{{work.Root}}/t10k-images-idx3-ubyte", "format": "Idx" }]""");
        spec["preprocessing"] = JsonNode.Parse("""{ "validationSplit": 0.1, "image": { "cropPadding": 1 } }""");
        spec["hyperparameters"] = JsonNode.Parse("""{ "epochs": 3, "batchSize": 32, "learningRate": 0.005, "warmupRatio": 0.1, "linearKernel": "Native" }""");
        change?.Invoke(spec);
    });

    /// <summary>The digits of samples/, the training files packed.</summary>
    public static void CopyDigits(this Workspace work)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Samples, "data", "digits")))
            work.WriteBytes(Path.GetFileName(file).StartsWith("train", StringComparison.Ordinal) ? $"{Path.GetFileName(file)}.gz" : Path.GetFileName(file), File.ReadAllBytes(file));
    }

    /// <summary>Writes a file, packed where its name says so.</summary>
    public static void WriteBytes(this Workspace work, string name, byte[] content)
    {
        using var file = File.Create(Path.Combine(work.Root, name));
        using Stream target = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(content);
    }

    /// <summary>A gray image as an uncompressed BMP of 24 bits a pixel: rows from the bottom up, each padded to four bytes.</summary>
    public static byte[] Bmp(ReadOnlySpan<byte> gray, int width, int height)
    {
        var stride = ((width * 3) + 3) / 4 * 4;
        var file = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(file);
        foreach (var (at, value) in (ReadOnlySpan<(int, int)>)[(2, file.Length), (10, 54), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16))])
            BitConverter.TryWriteBytes(file.AsSpan(at), value);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                file.AsSpan(54 + ((height - 1 - y) * stride) + (x * 3), 3).Fill(gray[(y * width) + x]);
        }

        return file;
    }
}
