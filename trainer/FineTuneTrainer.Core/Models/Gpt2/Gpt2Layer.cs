using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.Decoders;
using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Gpt2;

/// <summary>Pre-norm attention and feed-forward; query, key and value are one Conv1D.</summary>
internal sealed class Gpt2Layer
{
    private readonly Gpt2Config _config;
    private readonly string _prefix;
    private readonly double _scale;
    private readonly NormLayer _beforeAttention;
    private readonly LinearLayer _qkv;
    private readonly LinearLayer _output;
    private readonly NormLayer _beforeMlp;
    private readonly LinearLayer _expand;
    private readonly LinearLayer _contract;
    private readonly Func<Tensor, Tensor> _activation;

    public Gpt2Layer(ModelBuilder build, Gpt2Config config, string prefix, int index)
    {
        (_config, _prefix) = (config, prefix);
        var hidden = config.HiddenSize;
        _scale = (config.Scaling.ByWidth ? 1 / Math.Sqrt((double)hidden / config.Heads) : 1) / (config.Scaling.ByLayer ? index + 1 : 1);
        _beforeAttention = build.LayerNorm($"{prefix}.ln_1", hidden, config.NormEps);
        _qkv = build.Conv1D($"{prefix}.attn.c_attn", hidden, 3 * hidden);
        _output = build.Conv1D($"{prefix}.attn.c_proj", hidden, hidden);
        _beforeMlp = build.LayerNorm($"{prefix}.ln_2", hidden, config.NormEps);
        _expand = build.Conv1D($"{prefix}.mlp.c_fc", hidden, config.IntermediateSize);
        _contract = build.Conv1D($"{prefix}.mlp.c_proj", config.IntermediateSize, hidden);
        _activation = Activations.Of(config.Activation);
    }

    public Tensor Forward(Tensor x, DecoderView view, Pass pass) // x (row, position, hidden)
    {
        x = x + pass.Drop(_output.Forward(Attend(_beforeAttention.Forward(x), view, pass), pass.Training), _config.ResidualDropout);
        var expanded = _activation(_expand.Forward(_beforeMlp.Forward(x), pass.Training));
        return x + pass.Drop(_contract.Forward(expanded, pass.Training), _config.ResidualDropout);
    }

    private Tensor Attend(Tensor x, DecoderView view, Pass pass)
    {
        var qkv = _qkv.Forward(x, pass.Training).chunk(3, -1);
        var (query, key, value) = (Heads(qkv[0]), Heads(qkv[1]), Heads(qkv[2])); // (row, head, position, headDim)
        if (pass.Cache is { } cache)
            (key, value) = cache.Append(_prefix, key, value);
        return Attention.Apply(query, key, value, view.Mask(null), pass.Rate(_config.AttentionDropout), _scale).transpose(1, 2).reshape(x.shape);
    }

    private Tensor Heads(Tensor x) => x.view(x.shape[0], x.shape[1], _config.Heads, _config.HiddenSize / _config.Heads).transpose(1, 2);
}
