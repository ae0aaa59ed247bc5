using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>Self-attention with rotary positions and grouped keys and values.</summary>
internal sealed class DecoderAttention
{
    private readonly DecoderConfig _config;
    private readonly string _prefix;
    private readonly int? _window;
    private readonly LinearLayer[] _projections;
    private readonly LinearLayer _output;
    private readonly RmsNormLayer? _queryNorm;
    private readonly RmsNormLayer? _keyNorm;

    public DecoderAttention(ModelBuilder build, DecoderConfig config, string prefix, int? window)
    {
        (_config, _prefix, _window) = (config, prefix, window);
        var (hidden, query, key) = (config.HiddenSize, config.Heads * config.HeadDim, config.KvHeads * config.HeadDim);
        _projections = config.Fused
            ? [build.Linear($"{prefix}.qkv_proj", hidden, query + (2 * key), config.QkvBias)]
            : [build.Linear($"{prefix}.q_proj", hidden, query, config.QkvBias), build.Linear($"{prefix}.k_proj", hidden, key, config.QkvBias), build.Linear($"{prefix}.v_proj", hidden, key, config.QkvBias)];
        _output = build.Linear($"{prefix}.o_proj", query, hidden, config.OutputBias);
        if (!config.QkNorm)
            return;
        _queryNorm = build.RmsNorm($"{prefix}.q_norm", config.HeadDim, config.NormEps, config.Gemma);
        _keyNorm = build.RmsNorm($"{prefix}.k_norm", config.HeadDim, config.NormEps, config.Gemma);
    }

    public Tensor Forward(Tensor x, DecoderView view, RopeAngles angles, Pass pass) // x (row, position, hidden)
    {
        var (query, key, value) = Project(x, pass); // (row, head, position, headDim)
        query = angles.Turn(_queryNorm?.Forward(query) ?? query);
        key = angles.Turn(_keyNorm?.Forward(key) ?? key);
        if (pass.Cache is { } cache)
            (key, value) = cache.Append(_prefix, key, value);
        var attended = _config.ScoreCap is { } cap
            ? CappedAttention.Apply(query, key, value, view.Mask(_window, needsValues: true).Values!, pass.Rate(_config.AttentionDropout), _config.Scale, cap)
            : Attention.Apply(query, key, value, view.Mask(_window), pass.Rate(_config.AttentionDropout), _config.Scale);
        return _output.Forward(attended.transpose(1, 2).reshape(x.shape[0], x.shape[1], _config.Heads * _config.HeadDim), pass.Training);
    }

    private (Tensor Query, Tensor Key, Tensor Value) Project(Tensor x, Pass pass)
    {
        var (heads, kv) = (_config.Heads, _config.KvHeads);
        if (!_config.Fused)
            return (Heads(_projections[0].Forward(x, pass.Training), heads), Heads(_projections[1].Forward(x, pass.Training), kv), Heads(_projections[2].Forward(x, pass.Training), kv));
        var all = Heads(_projections[0].Forward(x, pass.Training), heads + (2 * kv));
        return (all.narrow(1, 0, heads), all.narrow(1, heads, kv), all.narrow(1, heads + kv, kv));
    }

    private Tensor Heads(Tensor x, int heads) => x.view(x.shape[0], x.shape[1], heads, _config.HeadDim).transpose(1, 2);
}
