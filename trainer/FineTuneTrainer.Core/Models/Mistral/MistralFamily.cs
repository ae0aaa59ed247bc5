using FineTuneTrainer.Core.Models.Decoders;

namespace FineTuneTrainer.Core.Models.Mistral;

/// <summary>Mistral: LLaMA with a sliding window in every layer; later versions have none.</summary>
internal static class MistralFamily
{
    public static Network Build(ModelBuilder build)
    {
        var config = DecoderConfig.Read(build);
        var window = build.Config.WholeOrNull("sliding_window");
        return DecoderFamily.Build(build, config with { Windows = [.. Enumerable.Repeat(window, config.Layers)] }, "mistral", "Mistral");
    }
}
