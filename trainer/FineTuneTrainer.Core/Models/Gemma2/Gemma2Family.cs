using FineTuneTrainer.Core.Models.Decoders;

namespace FineTuneTrainer.Core.Models.Gemma2;

/// <summary>Gemma 2: norms of 1 + w around every block, scaled embeddings, capped scores and logits, a window in every other layer.</summary>
internal static class Gemma2Family
{
    private const int DefaultHeadDim = 256;
    private const int DefaultWindow = 4096;

    public static Network Build(ModelBuilder build)
    {
        var json = build.Config;
        var headDim = json.Whole("head_dim", DefaultHeadDim);
        var bias = json.Flag("attention_bias", false);
        var config = DecoderConfig.Read(build, tied: true, activation: "hidden_activation", padToken: 0);
        var window = json.Whole("sliding_window", DefaultWindow);
        var types = json.List<string>("layer_types");
        return DecoderFamily.Build(
            build,
            config with
            {
                Activation = json.Activation("hidden_activation", "gelu_pytorch_tanh"),
                Gemma = true,
                HeadDim = headDim,
                QkvBias = bias,
                OutputBias = bias,
                Scale = 1 / Math.Sqrt(json.Number("query_pre_attn_scalar", headDim)),
                ScoreCap = json.NumberOrNull("attn_logit_softcapping"),
                LogitCap = json.NumberOrNull("final_logit_softcapping"),
                // Without layer_types the first layer has a window, the second none, and so on.
                Windows = [.. Enumerable.Range(0, config.Layers).Select(i => (types.Count > i ? types[i] == "sliding_attention" : i % 2 == 0) ? window : (int?)null)],
            },
            "gemma2",
            "Gemma2");
    }
}
