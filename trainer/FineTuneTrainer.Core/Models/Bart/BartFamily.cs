using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.Decoders;
using FineTuneTrainer.Core.Models.EncoderDecoders;
using FineTuneTrainer.Core.Models.Encoders;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Bart;

/// <summary>BART and Marian: post-norm encoder and decoder on one word table, which is the head's too, plus a fixed bias of the logits.</summary>
internal sealed class BartFamily
{
    private const string WordsName = "model.shared.weight";

    private static readonly string[] Bare = ["shared.", "encoder.", "decoder."];

    private readonly BartConfig _config;
    private readonly BartEmbeddings _source;
    private readonly BartEmbeddings _target;
    private readonly EncoderLayer[] _encoder;
    private readonly BartDecoderLayer[] _decoder;
    private readonly LinearLayer _head;
    private readonly Tensor _bias;

    private BartFamily(ModelBuilder build, BartConfig config, IReadOnlyList<string> encoder, IReadOnlyList<string> decoder)
    {
        _config = config;
        var (vocabulary, hidden) = (config.Encoder.VocabSize, config.Encoder.HiddenSize);
        var words = build.Table.Take(WordsName, vocabulary, hidden);
        build.Table.Tie("model.encoder.embed_tokens.weight", WordsName, words);
        build.Table.Tie("model.decoder.embed_tokens.weight", WordsName, words);
        _source = new BartEmbeddings(build, config, config.Encoder, "model.encoder", words);
        _encoder = [.. encoder.Select(prefix => new EncoderLayer(build, config.Encoder, prefix, EncoderNames.Bart))];
        _target = new BartEmbeddings(build, config, config.Decoder, "model.decoder", words);
        _decoder = [.. decoder.Select(prefix => new BartDecoderLayer(build, config.Decoder, prefix))];
        _head = config.Tied ? build.Tied("lm_head", words, WordsName) : build.Fixed("lm_head", hidden, vocabulary, bias: false);
        _bias = build.Table.Buffer("final_logits_bias", [1, vocabulary], () => zeros(1, vocabulary));
    }

    public static Network Build(ModelBuilder build) => Build(build, "bart", "BartForConditionalGeneration");

    public static Network Build(ModelBuilder build, string family, string architecture)
    {
        if (build.Task != ModelTask.Seq2Seq)
            throw build.Refusal(family, ModelTask.Seq2Seq);
        var config = BartConfig.Read(build, marian: family == "marian");
        // Published BART files have no prefix.
        build.Table.Rename(key => Bare.Any(part => key.StartsWith(part, StringComparison.Ordinal)) ? $"model.{key}" : key);
        var encoder = Enumerable.Range(0, config.Encoder.Layers).Select(i => $"model.encoder.layers.{i}").ToList();
        var decoder = Enumerable.Range(0, config.Decoder.Layers).Select(i => $"model.decoder.layers.{i}").ToList();
        var model = new BartFamily(build, config, encoder, decoder);
        return new Network
        {
            Forward = model.Forward,
            Architecture = architecture,
            Heads = ["lm_head"],
            Layers = [.. encoder, .. decoder],
            LoraTargets = ["q_proj", "v_proj"],
            MaxPositions = config.Encoder.MaxPositions,
        };
    }

    private Tensor Forward(Batch batch, Pass pass) // -> (row, target position, token)
    {
        var encoded = pass.Cache?.Encoded ?? Encode(batch, pass);
        if (pass.Cache is { Encoded: null } cache)
            encoded = cache.Keep(encoded);
        var ids = Targets.Ids(batch, _config.StartTokenId, _config.Decoder.PadTokenId);
        var x = _target.Forward(ids, pass.Cache?.Length ?? 0, pass);
        var mask = new DecoderView(new Batch(ids, ids, (int)ids.numel()), pass, x.dtype).Mask(null);
        var sourceMask = new AttentionMask(Targets.SourceMask(batch, x.dtype), Causal: false);
        pass.Observe?.Invoke("decoder.0", x);
        for (var i = 0; i < _decoder.Length; i++)
        {
            x = _decoder[i].Forward(x, mask, encoded, sourceMask, pass);
            pass.Observe?.Invoke($"decoder.{i + 1}", x);
        }

        pass.Cache?.Advance(ids.shape[1]);
        return _head.Forward(x, pass.Training) + _bias;
    }

    private Tensor Encode(Batch batch, Pass pass)
    {
        var mask = batch.HasPadding ? batch.Mask!.to(ScalarType.Bool).unsqueeze(1).unsqueeze(1) : null; // (row, 1, 1, position)
        var x = _source.Forward(batch.Inputs, 0, pass);
        pass.Observe?.Invoke("encoder.0", x);
        for (var i = 0; i < _encoder.Length; i++)
        {
            x = _encoder[i].Forward(x, mask, pass);
            pass.Observe?.Invoke($"encoder.{i + 1}", x);
        }

        return x;
    }
}
