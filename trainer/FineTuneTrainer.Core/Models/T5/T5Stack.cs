using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models.EncoderDecoders;
using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.T5;

/// <summary>T5's encoder or decoder: pre-norm blocks whose self-attention shares one relative bias; a decoder's blocks look at the encoder too.</summary>
internal sealed class T5Stack
{
    private readonly T5Config _config;
    private readonly string _name;
    private readonly bool _decoder;
    private readonly RelativeBias _bias;
    private readonly Block[] _blocks;
    private readonly RmsNormLayer _norm;

    public T5Stack(ModelBuilder build, T5Config config, string name, int layers, bool decoder)
    {
        (_config, _name, _decoder) = (config, name, decoder);
        LayerPrefixes = [.. Enumerable.Range(0, layers).Select(i => $"{name}.block.{i}")];
        _blocks = [.. LayerPrefixes.Select(prefix => new Block(build, config, prefix, decoder))];
        // Only the first block has the table; all use it.
        _bias = new RelativeBias(build.Table.Take($"{name}.block.0.layer.0.SelfAttention.relative_attention_bias.weight", config.Buckets, config.Heads), config.Buckets, config.MaxDistance, bothWays: !decoder);
        _norm = build.RmsNorm($"{name}.final_layer_norm", config.HiddenSize, config.NormEps);
    }

    public IReadOnlyList<string> LayerPrefixes { get; }

    // x (row, position, hidden), mask hides the source's padding (row, 1, 1, key)
    public Tensor Forward(Tensor x, Tensor? mask, Tensor? encoded, Pass pass)
    {
        var past = _decoder ? pass.Cache?.Length ?? 0 : 0;
        var (queries, keys) = (x.shape[1], past + x.shape[1]);
        var bias = _bias.Of(past, queries, keys);
        if (_decoder)
            bias = bias + Causal(past, queries, keys, x);
        else if (mask is not null)
            bias = bias + mask;
        x = pass.Drop(x, _config.Dropout);
        pass.Observe?.Invoke($"{_name}.0", x);
        for (var i = 0; i < _blocks.Length; i++)
        {
            x = _blocks[i].Forward(x, new AttentionMask(bias, Causal: false), encoded, new AttentionMask(mask, Causal: false), pass);
            if (i < _blocks.Length - 1)
                pass.Observe?.Invoke($"{_name}.{i + 1}", x);
        }

        x = pass.Drop(_norm.Forward(x), _config.Dropout);
        pass.Observe?.Invoke($"{_name}.{_blocks.Length}", x);
        return x;
    }

    private static Tensor Causal(long past, long queries, long keys, Tensor x)
    {
        var seen = arange(keys, ScalarType.Int64, x.device).unsqueeze(0).le(arange(past, past + queries, ScalarType.Int64, x.device).unsqueeze(1));
        return zeros(seen.shape, x.dtype, x.device).masked_fill(seen.logical_not(), Decoders.DecoderView.Hidden(x.dtype));
    }

    private sealed class Block
    {
        private readonly double _dropout;
        private readonly ProjectedAttention _self;
        private readonly RmsNormLayer _selfNorm;
        private readonly ProjectedAttention? _cross;
        private readonly RmsNormLayer? _crossNorm;
        private readonly T5FeedForward _feedForward;
        private readonly RmsNormLayer _feedForwardNorm;
        private readonly bool _decoder;

        public Block(ModelBuilder build, T5Config config, string prefix, bool decoder)
        {
            (_dropout, _decoder) = (config.Dropout, decoder);
            // T5 does not divide its scores: its initialization takes care of their size.
            var shape = new ProjectionShape("q", "k", "v", "o", config.HiddenSize, config.Heads, config.HeadDim, Bias: false, Scale: 1, config.Dropout);
            RmsNormLayer Norm(int layer) => build.RmsNorm($"{prefix}.layer.{layer}.layer_norm", config.HiddenSize, config.NormEps);
            _self = new ProjectedAttention(build, $"{prefix}.layer.0.SelfAttention", shape);
            _selfNorm = Norm(0);
            if (decoder)
            {
                _cross = new ProjectedAttention(build, $"{prefix}.layer.1.EncDecAttention", shape);
                _crossNorm = Norm(1);
            }

            var last = decoder ? 2 : 1;
            _feedForward = new T5FeedForward(build, config, $"{prefix}.layer.{last}.DenseReluDense");
            _feedForwardNorm = Norm(last);
        }

        public Tensor Forward(Tensor x, AttentionMask bias, Tensor? encoded, AttentionMask mask, Pass pass)
        {
            x = x + pass.Drop(_self.Self(_selfNorm.Forward(x), bias, pass, cached: _decoder), _dropout);
            if (_cross is not null)
                x = x + pass.Drop(_cross.Cross(_crossNorm!.Forward(x), encoded!, mask, pass), _dropout);
            return x + pass.Drop(_feedForward.Forward(_feedForwardNorm.Forward(x), pass), _dropout);
        }
    }
}
