using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Images;
using FineTuneTrainer.Core.Models;

namespace FineTuneTrainer.Run;

/// <summary>Gray or color, as a model reads images.</summary>
internal static class ImageChannels
{
    private const string Field = "num_channels";

    /// <summary>How many channels config.json says the model reads.</summary>
    public static int Count(JsonObject config, int otherwise) => config[Field] switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<int>(out var count) && count is 1 or 3 => count,
        var other => throw new ModelIncompatibleException([$"config.json: {Field} must be 1 (gray) or 3 (red, green, blue), was {other.ToJsonString()}"]),
    };

    /// <summary>A pipeline that begins with these channels.</summary>
    public static ImagePipeline Of(ImagePipeline pipeline, int channels) =>
        pipeline.Normalization.Mean.Count >= channels && pipeline.Normalization.Deviation.Count >= channels
            ? pipeline with { Steps = [new ToChannels(channels), .. pipeline.Steps] }
            : throw new ModelIncompatibleException([$"{ProcessorFile.Name}: image_mean and image_std need a number for each of the model's {channels} channels"]);
}
