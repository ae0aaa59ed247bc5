namespace FineTuneTrainer.Core.Models.ResNet;

/// <summary>What ResNet's config.json says.</summary>
internal sealed record ResNetConfig
{
    public required int Channels { get; init; }

    public required int EmbeddingSize { get; init; }

    public required IReadOnlyList<int> HiddenSizes { get; init; }

    public required IReadOnlyList<int> Depths { get; init; }

    public required bool Bottleneck { get; init; }

    public required string Activation { get; init; }

    /// <summary>Whether the first stage halves the image too.</summary>
    public required bool DownsampleFirst { get; init; }

    /// <summary>Whether a bottleneck's stride lies in its first convolution.</summary>
    public required bool StrideFirst { get; init; }

    /// <summary>Reads the config; defaults are transformers'.</summary>
    public static ResNetConfig Read(ConfigReader config)
    {
        var type = config.Text("layer_type", "bottleneck");
        if (type is not ("basic" or "bottleneck"))
            config.Refuse($"layer_type '{type}' is not known; known are basic, bottleneck");
        var read = new ResNetConfig
        {
            Channels = config.Whole("num_channels", 3),
            EmbeddingSize = config.Whole("embedding_size", 64),
            HiddenSizes = config.List<int>("hidden_sizes"),
            Depths = config.List<int>("depths"),
            Bottleneck = type == "bottleneck",
            Activation = config.Activation("hidden_act", "relu"),
            DownsampleFirst = config.Flag("downsample_in_first_stage", false),
            StrideFirst = config.Flag("downsample_in_bottleneck", false),
        };
        if (read.Depths.Count == 0 || read.Depths.Count != read.HiddenSizes.Count || read.Depths.Concat(read.HiddenSizes).Any(size => size < 1))
            config.Refuse($"depths ({read.Depths.Count}) and hidden_sizes ({read.HiddenSizes.Count}) must be lists of as many whole numbers above 0");
        if (read.Depths.Any(depth => depth > ConfigReader.MostLayers))
            config.Refuse($"depths must be at most {ConfigReader.MostLayers} each, were {string.Join(", ", read.Depths)}");
        config.Finish();
        return read;
    }
}
