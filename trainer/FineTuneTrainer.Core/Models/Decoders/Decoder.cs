using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>A LLaMA-like decoder: embeddings, pre-norm layers with rotary positions, a last norm.</summary>
internal sealed class Decoder
{
    private readonly DecoderConfig _config;
    private readonly DecoderLayer[] _layers;
    private readonly RmsNormLayer _norm;
    private readonly Dictionary<RopeSettings, float[]> _frequencies;

    public Decoder(ModelBuilder build, DecoderConfig config)
    {
        _config = config;
        Words = build.Table.Take("model.embed_tokens.weight", config.VocabSize, config.HiddenSize);
        LayerPrefixes = [.. Enumerable.Range(0, config.Layers).Select(i => $"model.layers.{i}")];
        _layers = [.. LayerPrefixes.Select((prefix, i) => new DecoderLayer(build, config, prefix, config.Windows[i]))];
        _norm = build.RmsNorm("model.norm", config.HiddenSize, config.NormEps, config.Gemma);
        _frequencies = config.Ropes.Distinct().ToDictionary(rope => rope, rope => rope.Frequencies(config.HeadDim));
    }

    /// <summary>The word table (token, hidden).</summary>
    public Parameter Words { get; }

    public IReadOnlyList<string> LayerPrefixes { get; }

    public Tensor Forward(Batch batch, Pass pass) // -> (row, position, hidden)
    {
        var x = EmbeddingRows.Apply(Words, batch.Inputs, _config.PadTokenId);
        if (_config.Gemma)
            x = x * Math.Sqrt(_config.HiddenSize);
        x = pass.Drop(x, _config.EmbeddingDropout);
        pass.Observe?.Invoke("0", x);
        var view = new DecoderView(batch, pass, x.dtype);
        var angles = _frequencies.ToDictionary(pair => pair.Key, pair => RopeAngles.Of(pair.Value, view.Positions, x.dtype));
        for (var i = 0; i < _layers.Length; i++)
        {
            x = _layers[i].Forward(x, view, angles[_config.Ropes[i]], pass);
            if (i < _layers.Length - 1)
                pass.Observe?.Invoke($"{i + 1}", x);
        }

        x = _norm.Forward(x);
        pass.Observe?.Invoke($"{_layers.Length}", x);
        pass.Cache?.Advance(batch.Inputs.shape[1]);
        return x;
    }
}
