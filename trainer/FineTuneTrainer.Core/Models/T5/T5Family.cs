using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.EncoderDecoders;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.T5;

/// <summary>T5 and T5 v1.1 (Flan-T5): relative positions, norms without mean, no biases; the head shares the word table in v1.0 only.</summary>
internal sealed class T5Family
{
    private const string WordsName = "shared.weight";

    private readonly T5Config _config;
    private readonly Parameter _words;
    private readonly T5Stack _encoder;
    private readonly T5Stack _decoder;
    private readonly LinearLayer _head;

    private T5Family(ModelBuilder build, T5Config config)
    {
        _config = config;
        _words = build.Table.Take(WordsName, config.VocabSize, config.HiddenSize);
        build.Table.Tie("encoder.embed_tokens.weight", WordsName, _words);
        build.Table.Tie("decoder.embed_tokens.weight", WordsName, _words);
        _encoder = new T5Stack(build, config, "encoder", config.EncoderLayers, decoder: false);
        _decoder = new T5Stack(build, config, "decoder", config.DecoderLayers, decoder: true);
        _head = config.Tied ? build.Tied("lm_head", _words, WordsName) : build.Fixed("lm_head", config.HiddenSize, config.VocabSize, bias: false);
    }

    public static Network Build(ModelBuilder build)
    {
        if (build.Task != ModelTask.Seq2Seq)
            throw build.Refusal("t5", ModelTask.Seq2Seq);
        var model = new T5Family(build, T5Config.Read(build));
        return new Network
        {
            Forward = model.Forward,
            Architecture = "T5ForConditionalGeneration",
            Heads = ["lm_head"],
            AboveLayers = ["decoder.final_layer_norm"],
            Layers = [.. model._encoder.LayerPrefixes, .. model._decoder.LayerPrefixes],
            LoraTargets = ["q", "v"],
        };
    }

    private Tensor Forward(Batch batch, Pass pass) // -> (row, target position, token)
    {
        var mask = Targets.SourceMask(batch, _words.dtype);
        var encoded = pass.Cache?.Encoded ?? _encoder.Forward(Embed(batch.Inputs), mask, null, pass);
        if (pass.Cache is { Encoded: null } cache)
            encoded = cache.Keep(encoded);
        var ids = Targets.Ids(batch, _config.StartTokenId, _config.PadTokenId);
        var x = _decoder.Forward(Embed(ids), mask, encoded, pass);
        pass.Cache?.Advance(ids.shape[1]);
        if (_config.ScaledOutput)
            x = x * Math.Pow(_config.HiddenSize, -0.5);
        return _head.Forward(x, pass.Training);
    }

    private Tensor Embed(Tensor ids) => EmbeddingRows.Apply(_words, ids, EmbeddingRows.NoPadding);
}
