using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Models.Decoders;

namespace FineTuneTrainer.Core.Models.Gemma3;

/// <summary>Gemma 3's text model: Gemma 2 with normalized queries and keys instead of caps, and angles of their own for layers with a window.</summary>
internal static class Gemma3Family
{
    private const int DefaultHeadDim = 256;
    private const int DefaultWindow = 4096;
    private const int DefaultPattern = 6;
    private const double LocalTheta = 10_000;
    private const double GlobalTheta = 1_000_000;

    public static Network Build(ModelBuilder build)
    {
        var json = build.Config;
        var headDim = json.Whole("head_dim", DefaultHeadDim);
        var bias = json.Flag("attention_bias", false);
        var (local, full) = Ropes(json);
        var config = DecoderConfig.Read(build, tied: true, activation: "hidden_activation", padToken: 0);
        var window = json.Whole("sliding_window", DefaultWindow);
        var types = json.List<string>("layer_types");
        var pattern = json.Whole("sliding_window_pattern", json.Whole("_sliding_window_pattern", DefaultPattern));
        bool[] sliding = [.. Enumerable.Range(0, config.Layers).Select(i => types.Count > i ? types[i] == "sliding_attention" : (i + 1) % pattern != 0)];
        return DecoderFamily.Build(
            build,
            config with
            {
                Activation = json.Activation("hidden_activation", "gelu_pytorch_tanh"),
                Gemma = true,
                QkNorm = true,
                HeadDim = headDim,
                QkvBias = bias,
                OutputBias = bias,
                Scale = 1 / Math.Sqrt(json.Number("query_pre_attn_scalar", headDim)),
                ScoreCap = json.NumberOrNull("attn_logit_softcapping"),
                LogitCap = json.NumberOrNull("final_logit_softcapping"),
                Windows = [.. sliding.Select(slides => slides ? window : (int?)null)],
                Ropes = [.. sliding.Select(slides => slides ? local : full)],
            },
            "gemma3_text",
            "Gemma3");
    }

    // transformers 5 has a block for each kind of layer, 4 has rope_local_base_freq beside rope_theta and rope_scaling.
    private static (RopeSettings Local, RopeSettings Full) Ropes(ConfigReader json)
    {
        if (json.Json["rope_parameters"] is JsonObject blocks && blocks["full_attention"] is JsonObject full && blocks["sliding_attention"] is JsonObject local)
            return (RopeSettings.Read(json, local, LocalTheta), RopeSettings.Read(json, full, GlobalTheta));
        return (new RopeSettings { Theta = json.Number("rope_local_base_freq", LocalTheta) }, RopeSettings.Read(json, GlobalTheta));
    }
}
