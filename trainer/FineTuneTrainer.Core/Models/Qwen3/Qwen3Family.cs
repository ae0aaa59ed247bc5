using FineTuneTrainer.Core.Models.Decoders;
using FineTuneTrainer.Core.Models.Qwen2;

namespace FineTuneTrainer.Core.Models.Qwen3;

/// <summary>Qwen 3: LLaMA whose queries and keys are normalized per head; heads times their width need not be the hidden size.</summary>
internal static class Qwen3Family
{
    private const int DefaultHeadDim = 128;

    public static Network Build(ModelBuilder build)
    {
        var bias = build.Config.Flag("attention_bias", false);
        var headDim = build.Config.Whole("head_dim", DefaultHeadDim);
        var config = DecoderConfig.Read(build) with { HeadDim = headDim, Scale = 1 / Math.Sqrt(headDim), QkNorm = true, QkvBias = bias, OutputBias = bias };
        return DecoderFamily.Build(build, config with { Windows = QwenWindows.Read(build.Config, config.Layers) }, "qwen3", "Qwen3");
    }
}
