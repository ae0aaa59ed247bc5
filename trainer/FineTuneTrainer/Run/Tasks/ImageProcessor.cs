using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Images;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>How a run's images become numbers: as the model's folder says; else in the size that a model from scratch names; else in the images' own size.</summary>
internal sealed class ImageProcessor
{
    private readonly JsonObject? _config;
    private readonly ImagePipeline? _pipeline;

    private ImageProcessor(int channels, JsonObject? config)
    {
        (Channels, _config) = (channels, config);
        _pipeline = config is null ? null : ImageChannels.Of(PreprocessorConfig.Read(config), channels);
    }

    /// <summary>The channels that the model reads.</summary>
    public int Channels { get; }

    /// <summary>Whether every image is resized as the model asks for; else all must have one size.</summary>
    public bool IsGiven => _pipeline is not null;

    /// <summary>The steps that are known before any image was seen.</summary>
    public ImagePipeline Pipeline => _pipeline ?? new ImagePipeline([new ToChannels(Channels)], Normalization.None);

    /// <summary>Of a run.</summary>
    public static ImageProcessor Of(RunSpec spec, Inputs inputs)
    {
        var folder = new DiskFolder(inputs.ModelFolder);
        var model = spec.Model.Scratch?.Config ?? ModelCatalog.ReadConfig(folder);
        var isGray = spec.Model.Scratch is not null && spec.Datasets.First(dataset => dataset.Role == DatasetRole.Train).Format == DatasetFormat.Idx;
        var channels = ImageChannels.Count(model, isGray ? 1 : 3);
        if (ProcessorFile.Read(folder, config => new ImageProcessor(channels, config)) is { } given)
            return given;
        if (spec.Model.Scratch is null)
            throw new ModelIncompatibleException([$"{ProcessorFile.Name} is missing: it says how images become the model's numbers"]);
        return new ImageProcessor(channels, Whole(model, "image_size") is { } size ? PreprocessorConfig.Standard(size, size, channels) : null);
    }

    /// <summary>The same once a size is known.</summary>
    public ImageProcessor In(int width, int height) => IsGiven ? this : new ImageProcessor(Channels, PreprocessorConfig.Standard(width, height, Channels));

    /// <summary>The way of training images, which are varied each time; validation, test and predict go <see cref="Pipeline"/>.</summary>
    public ImagePipeline Varied(ImageSpec? image, int width, int height)
    {
        if (image is null)
            return Pipeline;
        List<IImageStep> steps = image.RandomResizedCrop is { } crop
            ? [new ToChannels(Channels), new RandomResizedCrop(width, height, crop.MinArea, crop.MaxArea, PreprocessorConfig.Resampled(_config!))]
            : [.. Pipeline.Steps];
        if (image.CropPadding > 0)
            steps.Add(new PaddedCrop(image.CropPadding));
        if (image.HorizontalFlip > 0)
            steps.Add(new RandomHorizontalFlip(image.HorizontalFlip));
        return Pipeline with { Steps = steps };
    }

    /// <summary>The file that belongs beside the model.</summary>
    public Dictionary<string, JsonObject> Files => new() { [ProcessorFile.Name] = (JsonObject)_config!.DeepClone() };

    private static int? Whole(JsonObject config, string name)
    {
        if (config[name] is not { } node)
            return null;
        return node is JsonValue value && value.TryGetValue<int>(out var number) && number > 0 ? number : throw new ModelIncompatibleException([$"config.json: {name} must be a whole number above 0, was {node.ToJsonString()}"]);
    }
}
