using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.Decoders;
using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.GptNeoX;

/// <summary>Attention and feed-forward side by side on two norms of the same input; query, key and value lie together head by head.</summary>
internal sealed class GptNeoXLayer
{
    private readonly GptNeoXConfig _config;
    private readonly string _prefix;
    private readonly NormLayer _beforeAttention;
    private readonly NormLayer _beforeMlp;
    private readonly LinearLayer _qkv;
    private readonly LinearLayer _output;
    private readonly LinearLayer _expand;
    private readonly LinearLayer _contract;
    private readonly Func<Tensor, Tensor> _activation;

    public GptNeoXLayer(ModelBuilder build, GptNeoXConfig config, string prefix)
    {
        (_config, _prefix) = (config, prefix);
        var hidden = config.HiddenSize;
        _beforeAttention = build.LayerNorm($"{prefix}.input_layernorm", hidden, config.NormEps);
        _beforeMlp = build.LayerNorm($"{prefix}.post_attention_layernorm", hidden, config.NormEps);
        _qkv = build.Linear($"{prefix}.attention.query_key_value", hidden, 3 * hidden, config.AttentionBias);
        _output = build.Linear($"{prefix}.attention.dense", hidden, hidden, config.AttentionBias);
        _expand = build.Linear($"{prefix}.mlp.dense_h_to_4h", hidden, config.IntermediateSize);
        _contract = build.Linear($"{prefix}.mlp.dense_4h_to_h", config.IntermediateSize, hidden);
        _activation = Activations.Of(config.Activation);
    }

    public Tensor Forward(Tensor x, DecoderView view, RopeAngles angles, Pass pass) // x (row, position, hidden)
    {
        var attended = x + pass.Drop(_output.Forward(Attend(_beforeAttention.Forward(x), view, angles, pass), pass.Training), _config.HiddenDropout);
        var input = _beforeMlp.Forward(_config.Parallel ? x : attended);
        return attended + pass.Drop(_contract.Forward(_activation(_expand.Forward(input, pass.Training)), pass.Training), _config.HiddenDropout);
    }

    private Tensor Attend(Tensor x, DecoderView view, RopeAngles angles, Pass pass)
    {
        var qkv = _qkv.Forward(x, pass.Training).view(x.shape[0], x.shape[1], _config.Heads, 3 * _config.HeadDim).transpose(1, 2).chunk(3, -1);
        var (query, key, value) = (angles.Turn(qkv[0]), angles.Turn(qkv[1]), qkv[2]); // (row, head, position, headDim)
        if (pass.Cache is { } cache)
            (key, value) = cache.Append(_prefix, key, value);
        return Attention.Apply(query, key, value, view.Mask(null), pass.Rate(_config.AttentionDropout), 1 / Math.Sqrt(_config.HeadDim)).transpose(1, 2).reshape(x.shape);
    }
}
