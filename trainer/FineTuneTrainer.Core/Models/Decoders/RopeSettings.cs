using System.Text.Json.Nodes;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>The rotary angles of a model: theta, how they are stretched for longer texts, and which share of a head turns.</summary>
internal sealed record RopeSettings
{
    private static readonly string[] Known = ["default", "linear", "llama3"];

    public required double Theta { get; init; }

    public string Type { get; init; } = "default";

    public double Factor { get; init; } = 1;

    public double LowFrequencyFactor { get; init; } = 1;

    public double HighFrequencyFactor { get; init; } = 4;

    public double OriginalPositions { get; init; } = 8192;

    /// <summary>The share of a head that turns.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Reads transformers 5's <c>rope_parameters</c>, or 4's <c>rope_theta</c> and <c>rope_scaling</c>.</summary>
    public static RopeSettings Read(ConfigReader config, double theta = 10000, double share = 1)
    {
        if (config.Json["rope_parameters"] is JsonObject parameters)
            return Read(config, parameters, theta, share);
        var own = config.Number("rope_theta", theta);
        var part = config.Number("partial_rotary_factor", share);
        return config.Json["rope_scaling"] is JsonObject scaling ? Read(config, scaling, own, part) : new RopeSettings { Theta = own, Share = part };
    }

    /// <summary>Reads one block of settings.</summary>
    public static RopeSettings Read(ConfigReader config, JsonObject block, double theta, double share = 1)
    {
        var reader = new ConfigReader(block);
        var type = reader.Text("rope_type", reader.Text("type", "default"));
        if (!Known.Contains(type))
            config.Refuse($"rope_type '{type}' is not known; known are {string.Join(", ", Known)}");
        return new RopeSettings
        {
            Theta = reader.Number("rope_theta", theta),
            Type = type,
            Factor = reader.Number("factor", 1),
            LowFrequencyFactor = reader.Number("low_freq_factor", 1),
            HighFrequencyFactor = reader.Number("high_freq_factor", 4),
            OriginalPositions = reader.Number("original_max_position_embeddings", config.Number("max_position_embeddings", 8192)),
            Share = reader.Number("partial_rotary_factor", share),
        };
    }

    /// <summary>The angle per position of each pair: theta^(-2i/d), stretched as the type says.</summary>
    public float[] Frequencies(int headDim)
    {
        var turning = (int)(headDim * Share);
        return [.. Enumerable.Range(0, turning / 2).Select(i => (float)Stretch(1 / Math.Pow(Theta, 2.0 * i / turning)))];
    }

    // llama3: short waves stay, long ones are divided, those between are blended (transformers' modeling_rope_utils).
    private double Stretch(double frequency)
    {
        if (Type == "default")
            return frequency;
        if (Type == "linear")
            return frequency / Factor;
        var wave = 2 * Math.PI / frequency;
        if (wave < OriginalPositions / HighFrequencyFactor)
            return frequency;
        if (wave > OriginalPositions / LowFrequencyFactor)
            return frequency / Factor;
        var blend = ((OriginalPositions / wave) - LowFrequencyFactor) / (HighFrequencyFactor - LowFrequencyFactor);
        return ((1 - blend) * frequency / Factor) + (blend * frequency);
    }
}
