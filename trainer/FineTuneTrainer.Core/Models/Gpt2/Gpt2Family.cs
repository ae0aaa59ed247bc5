using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models.Decoders;
using FineTuneTrainer.Core.Models.Heads;
using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Gpt2;

/// <summary>GPT-2: learned positions, Conv1D weights as (in, out), a head tied to the word table.</summary>
internal sealed class Gpt2Family
{
    private static readonly string[] Bare = ["wte.", "wpe.", "h.", "ln_f."];

    private readonly Gpt2Config _config;
    private readonly Parameter _words;
    private readonly Parameter _positions;
    private readonly Gpt2Layer[] _layers;
    private readonly NormLayer _norm;

    private Gpt2Family(ModelBuilder build, Gpt2Config config, IReadOnlyList<string> layers)
    {
        _config = config;
        _words = build.Table.Take("transformer.wte.weight", config.VocabSize, config.HiddenSize);
        _positions = build.Table.Take("transformer.wpe.weight", config.MaxPositions, config.HiddenSize);
        _layers = [.. layers.Select((prefix, i) => new Gpt2Layer(build, config, prefix, i))];
        _norm = build.LayerNorm("transformer.ln_f", config.HiddenSize, config.NormEps);
    }

    public static Network Build(ModelBuilder build)
    {
        var config = Gpt2Config.Read(build);
        // Published files have no prefix.
        build.Table.Rename(key => Bare.Any(part => key.StartsWith(part, StringComparison.Ordinal)) ? $"transformer.{key}" : key);
        var layers = Enumerable.Range(0, config.Layers).Select(i => $"transformer.h.{i}").ToList();
        var decoder = new Gpt2Family(build, config, layers);
        var head = decoder.HeadOf(build);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(decoder.Forward(batch, pass), batch, pass),
            Architecture = build.Task == ModelTask.CausalLM ? "GPT2LMHeadModel" : $"GPT2For{build.Task}",
            Heads = head.Prefixes,
            AboveLayers = ["transformer.ln_f"],
            Layers = layers,
            LoraTargets = ["c_attn"],
            MaxPositions = config.MaxPositions,
        };
    }

    private Head HeadOf(ModelBuilder build) => build.Task switch
    {
        ModelTask.CausalLM => DecoderHeads.Vocabulary(build, _config.HiddenSize, _config.VocabSize, _config.Tied, _words, "transformer.wte.weight"),
        ModelTask.SequenceClassification => DecoderHeads.LastToken(build, _config.HiddenSize, _config.PadTokenId, _config.InitializerRange),
        ModelTask.TokenClassification => DecoderHeads.Tokens(build, _config.HiddenSize, _config.InitializerRange, build.Dropout("classifier_dropout", 0.1), "classifier"),
        _ => throw build.Refusal("gpt2", ModelTask.CausalLM, ModelTask.SequenceClassification, ModelTask.TokenClassification),
    };

    private Tensor Forward(Batch batch, Pass pass) // -> (row, position, hidden)
    {
        var x = EmbeddingRows.Apply(_words, batch.Inputs, EmbeddingRows.NoPadding);
        var view = new DecoderView(batch, pass, x.dtype);
        x = pass.Drop(x + EmbeddingRows.Apply(_positions, view.Positions, EmbeddingRows.NoPadding), _config.EmbeddingDropout);
        pass.Observe?.Invoke("0", x);
        for (var i = 0; i < _layers.Length; i++)
        {
            x = _layers[i].Forward(x, view, pass);
            if (i < _layers.Length - 1)
                pass.Observe?.Invoke($"{i + 1}", x);
        }

        x = _norm.Forward(x);
        pass.Observe?.Invoke($"{_layers.Length}", x);
        pass.Cache?.Advance(batch.Inputs.shape[1]);
        return x;
    }
}
