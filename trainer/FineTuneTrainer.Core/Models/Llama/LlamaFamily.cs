using FineTuneTrainer.Core.Models.Decoders;

namespace FineTuneTrainer.Core.Models.Llama;

/// <summary>LLaMA 2 and 3.x: grouped queries, llama3 rotary scaling, tied or not.</summary>
internal static class LlamaFamily
{
    public static Network Build(ModelBuilder build)
    {
        var bias = build.Config.Flag("attention_bias", false);
        var config = DecoderConfig.Read(build) with { QkvBias = bias, OutputBias = bias, MlpBias = build.Config.Flag("mlp_bias", false) };
        return DecoderFamily.Build(build, config, "llama", "Llama");
    }
}
