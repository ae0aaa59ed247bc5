using FineTuneTrainer.Core.Models.Decoders;

namespace FineTuneTrainer.Core.Models.Phi3;

/// <summary>Phi-3: LLaMA with query, key and value in one matrix, gate and up in another, a sliding window, and dropout of each block.</summary>
internal static class Phi3Family
{
    private const int DefaultPad = 32000;

    public static Network Build(ModelBuilder build)
    {
        var config = DecoderConfig.Read(build, padToken: DefaultPad);
        return DecoderFamily.Build(
            build,
            config with
            {
                Fused = true,
                EmbeddingDropout = build.Dropout("embd_pdrop", 0),
                ResidualDropout = build.Dropout("resid_pdrop", 0),
                Windows = [.. Enumerable.Repeat(build.Config.WholeOrNull("sliding_window"), config.Layers)],
            },
            "phi3",
            "Phi3",
            "qkv_proj");
    }
}
