using FineTuneTrainer.Core.Models.Heads;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>Puts a head on a LLaMA-like decoder.</summary>
internal static class DecoderFamily
{
    private static readonly string[] Bare = ["embed_tokens.", "layers.", "norm."];

    public static Network Build(ModelBuilder build, DecoderConfig config, string family, string name, params string[] loraTargets)
    {
        build.Config.Finish();
        // A bare model is saved without the prefix.
        build.Table.Rename(key => Bare.Any(part => key.StartsWith(part, StringComparison.Ordinal)) ? $"model.{key}" : key);
        var decoder = new Decoder(build, config);
        var head = HeadOf(build, config, decoder, family);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(decoder.Forward(batch, pass), batch, pass),
            Architecture = $"{name}For{build.Task}",
            Heads = head.Prefixes,
            AboveLayers = ["model.norm"],
            Layers = decoder.LayerPrefixes,
            LoraTargets = loraTargets.Length > 0 ? loraTargets : ["q_proj", "v_proj"],
        };
    }

    private static Head HeadOf(ModelBuilder build, DecoderConfig config, Decoder decoder, string family) => build.Task switch
    {
        ModelTask.CausalLM => DecoderHeads.Vocabulary(build, config.HiddenSize, config.VocabSize, config.Tied, decoder.Words, "model.embed_tokens.weight", cap: config.LogitCap),
        ModelTask.SequenceClassification => DecoderHeads.LastToken(build, config.HiddenSize, config.PadTokenId, config.InitializerRange),
        ModelTask.TokenClassification => DecoderHeads.Tokens(build, config.HiddenSize, config.InitializerRange, build.Dropout("classifier_dropout", build.Config.Number("hidden_dropout", 0.1))),
        _ => throw build.Refusal(family, ModelTask.CausalLM, ModelTask.SequenceClassification, ModelTask.TokenClassification),
    };
}
