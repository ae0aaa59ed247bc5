using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models.Decoders;
using FineTuneTrainer.Core.Models.Heads;
using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.GptNeoX;

/// <summary>GPT-NeoX, Pythia: parallel residual, LayerNorm, a share of each head turns; the head is called embed_out.</summary>
internal sealed class GptNeoXFamily
{
    private static readonly string[] Bare = ["embed_in.", "layers.", "final_layer_norm."];

    private readonly GptNeoXConfig _config;
    private readonly Parameter _words;
    private readonly GptNeoXLayer[] _layers;
    private readonly NormLayer _norm;
    private readonly float[] _frequencies;

    private GptNeoXFamily(ModelBuilder build, GptNeoXConfig config, IReadOnlyList<string> layers)
    {
        _config = config;
        _words = build.Table.Take("gpt_neox.embed_in.weight", config.VocabSize, config.HiddenSize);
        _layers = [.. layers.Select(prefix => new GptNeoXLayer(build, config, prefix))];
        _norm = build.LayerNorm("gpt_neox.final_layer_norm", config.HiddenSize, config.NormEps);
        _frequencies = config.Rope.Frequencies(config.HeadDim);
    }

    public static Network Build(ModelBuilder build)
    {
        var config = GptNeoXConfig.Read(build);
        // A bare model is saved without the prefix; transformers 5 may call the head lm_head.
        build.Table.Rename(key => Bare.Any(part => key.StartsWith(part, StringComparison.Ordinal)) ? $"gpt_neox.{key}" : key == "lm_head.weight" ? "embed_out.weight" : key);
        var layers = Enumerable.Range(0, config.Layers).Select(i => $"gpt_neox.layers.{i}").ToList();
        var decoder = new GptNeoXFamily(build, config, layers);
        var head = decoder.HeadOf(build);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(decoder.Forward(batch, pass), batch, pass),
            Architecture = $"GPTNeoXFor{build.Task}",
            Heads = head.Prefixes,
            AboveLayers = ["gpt_neox.final_layer_norm"],
            Layers = layers,
            LoraTargets = ["query_key_value"],
        };
    }

    private Head HeadOf(ModelBuilder build) => build.Task switch
    {
        ModelTask.CausalLM => DecoderHeads.Vocabulary(build, _config.HiddenSize, _config.VocabSize, _config.Tied, _words, "gpt_neox.embed_in.weight", "embed_out"),
        ModelTask.SequenceClassification => DecoderHeads.LastToken(build, _config.HiddenSize, _config.PadTokenId, _config.InitializerRange),
        ModelTask.TokenClassification => DecoderHeads.Tokens(build, _config.HiddenSize, _config.InitializerRange, build.Dropout("classifier_dropout", 0.1), "classifier"),
        _ => throw build.Refusal("gpt_neox", ModelTask.CausalLM, ModelTask.SequenceClassification, ModelTask.TokenClassification),
    };

    private Tensor Forward(Batch batch, Pass pass) // -> (row, position, hidden)
    {
        var x = pass.Drop(EmbeddingRows.Apply(_words, batch.Inputs, EmbeddingRows.NoPadding), _config.HiddenDropout);
        pass.Observe?.Invoke("0", x);
        var view = new DecoderView(batch, pass, x.dtype);
        var angles = RopeAngles.Of(_frequencies, view.Positions, x.dtype);
        for (var i = 0; i < _layers.Length; i++)
        {
            x = _layers[i].Forward(x, view, angles, pass);
            if (i < _layers.Length - 1)
                pass.Observe?.Invoke($"{i + 1}", x);
        }

        x = _norm.Forward(x);
        pass.Observe?.Invoke($"{_layers.Length}", x);
        pass.Cache?.Advance(batch.Inputs.shape[1]);
        return x;
    }
}
