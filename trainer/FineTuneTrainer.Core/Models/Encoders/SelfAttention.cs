using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Encoders;

/// <summary>Every position looks at every real one.</summary>
internal sealed class SelfAttention(ModelBuilder build, EncoderConfig config, string prefix, EncoderNames names)
{
    private readonly LinearLayer _query = build.Linear($"{prefix}.{names.Query}", config.HiddenSize, config.HiddenSize, config.QkvBias);
    private readonly LinearLayer _key = build.Linear($"{prefix}.{names.Key}", config.HiddenSize, config.HiddenSize, config.QkvBias);
    private readonly LinearLayer _value = build.Linear($"{prefix}.{names.Value}", config.HiddenSize, config.HiddenSize, config.QkvBias);
    private readonly int _heads = config.Heads;
    private readonly double _dropout = config.AttentionDropout;

    public Tensor Forward(Tensor x, Tensor? mask, Pass pass)
    {
        var query = Heads(_query.Forward(x, pass.Training)); // (row, head, position, headDim)
        var key = Heads(_key.Forward(x, pass.Training));
        var value = Heads(_value.Forward(x, pass.Training));
        return Attention.Apply(query, key, value, mask, pass.Rate(_dropout)).transpose(1, 2).reshape(x.shape);
    }

    private Tensor Heads(Tensor x) => x.view(x.shape[0], x.shape[1], _heads, x.shape[2] / _heads).transpose(1, 2);
}
