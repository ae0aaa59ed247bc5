using FineTuneTrainer.Core.Models.Decoders;

namespace FineTuneTrainer.Core.Models.Qwen2;

/// <summary>Qwen 2 and 2.5: LLaMA with biases on query, key and value.</summary>
internal static class Qwen2Family
{
    public static Network Build(ModelBuilder build)
    {
        var config = DecoderConfig.Read(build);
        return DecoderFamily.Build(build, config with { QkvBias = true, Windows = QwenWindows.Read(build.Config, config.Layers) }, "qwen2", "Qwen2");
    }
}
