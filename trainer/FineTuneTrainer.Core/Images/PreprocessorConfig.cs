using System.Text.Json.Nodes;

namespace FineTuneTrainer.Core.Images;

/// <summary>Reads Hugging Face's <c>preprocessor_config.json</c> into a pipeline with the same results.</summary>
public static class PreprocessorConfig
{
    /// <summary>The pipeline of the configuration; an <see cref="InvalidDataException"/> names what is not supported.</summary>
    public static ImagePipeline Read(JsonObject config)
    {
        List<IImageStep> steps = [];
        if (Flag(config, "do_resize", true)) steps.AddRange(Resized(config));
        if (Flag(config, "do_center_crop", false))
        {
            (int width, int height) = Pair(config["crop_size"], "crop_size") ?? throw Missing("crop_size");
            steps.Add(new CenterCrop(width, height));
        }

        if (Flag(config, "do_pad", false)) throw new InvalidDataException("preprocessor_config.json: do_pad is not supported.");
        double scale = Flag(config, "do_rescale", true) ? Number(config, "rescale_factor", 1 / 255.0) : 1;
        return new ImagePipeline(steps, Flag(config, "do_normalize", true) ? new Normalization(scale, Numbers(config, "image_mean"), Numbers(config, "image_std")) : Normalization.None with { Scale = scale });
    }

    /// <summary>The configuration of a model that has none: this size, and 0 to 255 as -1 to 1.</summary>
    public static JsonObject Standard(int width, int height, int channels)
    {
        // Parsed, so that a number reads as any type of number.
        string half = string.Join(", ", Enumerable.Repeat("0.5", channels));
        return JsonNode.Parse($$"""
            {
              "image_processor_type": "ViTImageProcessor",
              "do_resize": true, "size": { "height": {{height}}, "width": {{width}} }, "resample": {{(int)Resampling.Bilinear}},
              "do_rescale": true, "rescale_factor": 0.00392156862745098,
              "do_normalize": true, "image_mean": [{{half}}], "image_std": [{{half}}]
            }
            """)!.AsObject();
    }

    private static IEnumerable<IImageStep> Resized(JsonObject config)
    {
        Resampling resampling = Resampled(config);
        if (Pair(config["size"], "size") is var (width, height)) return [new ResizeTo(width, height, resampling)];
        if (config["size"]?["shortest_edge"] is not { } edge) throw Missing("size");
        int length = (int)edge;

        // ConvNeXT's processor, which ResNets use: below 384 it resizes to a larger square-to-be and cuts the middle out.
        bool cuts = config["crop_pct"] is not null;
        if (!cuts) return [new ResizeShorterSide(length, resampling)];
        return length >= 384
            ? [new ResizeTo(length, length, resampling)]
            : [new ResizeShorterSide((int)(length / Number(config, "crop_pct", 224.0 / 256)), resampling), new CenterCrop(length, length)];
    }

    /// <summary>The filter that it resizes with.</summary>
    public static Resampling Resampled(JsonObject config)
    {
        int number = (int)Number(config, "resample", 2);
        return Enum.IsDefined((Resampling)number)
            ? (Resampling)number
            : throw new InvalidDataException($"preprocessor_config.json: resample {number} is none of Pillow's filters, 0 to 5.");
    }

    private static (int Width, int Height)? Pair(JsonNode? node, string name)
    {
        if (node is JsonValue value) return ((int)value, (int)value);
        if (node is not JsonObject sides) throw Missing(name);
        return sides["width"] is { } width && sides["height"] is { } height ? ((int)width, (int)height) : null;
    }

    private static bool Flag(JsonObject config, string name, bool otherwise) => config[name] is { } value ? (bool)value : otherwise;

    private static double Number(JsonObject config, string name, double otherwise) => config[name] is { } value ? (double)value : otherwise;

    private static double[] Numbers(JsonObject config, string name) => config[name] is JsonArray list && list.All(n => n is JsonValue value && value.TryGetValue<double>(out _))
        ? [.. list.Select(n => (double)n!)]
        : throw Missing(name);

    private static InvalidDataException Missing(string name) => new($"preprocessor_config.json: '{name}' is missing or not understood.");
}
