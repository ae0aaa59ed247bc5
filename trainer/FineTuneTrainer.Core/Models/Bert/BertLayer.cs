using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Bert;

/// <summary>One encoder layer: self-attention and feed-forward, each with residual and LayerNorm after (post-norm).</summary>
internal sealed class BertLayer
{
    private readonly BertConfig _config;
    private readonly LinearLayer _query;
    private readonly LinearLayer _key;
    private readonly LinearLayer _value;
    private readonly LinearLayer _attentionOutput;
    private readonly LinearLayer _intermediate;
    private readonly LinearLayer _output;
    private readonly (Parameter Weight, Parameter Bias) _attentionNorm;
    private readonly (Parameter Weight, Parameter Bias) _outputNorm;
    private readonly Func<Tensor, Tensor> _activation;

    public BertLayer(BertConfig config, string prefix, ParameterTable table, LinearFactory linear)
    {
        _config = config;
        var hidden = config.HiddenSize;
        _query = linear($"{prefix}.attention.self.query", hidden, hidden);
        _key = linear($"{prefix}.attention.self.key", hidden, hidden);
        _value = linear($"{prefix}.attention.self.value", hidden, hidden);
        _attentionOutput = linear($"{prefix}.attention.output.dense", hidden, hidden);
        _attentionNorm = BertNorm.Take(table, $"{prefix}.attention.output.LayerNorm", hidden);
        _intermediate = linear($"{prefix}.intermediate.dense", hidden, config.IntermediateSize);
        _output = linear($"{prefix}.output.dense", config.IntermediateSize, hidden);
        _outputNorm = BertNorm.Take(table, $"{prefix}.output.LayerNorm", hidden);
        _activation = Activations.Of(config.Activation);
    }

    public Tensor Forward(Tensor x, Tensor? mask, bool training) // x (row, position, hidden), mask (row, 1, 1, position) or null
    {
        var attended = _attentionOutput.Forward(Attend(x, mask, training), training);
        x = BertNorm.Apply(Drop(attended, training) + x, _attentionNorm, _config);
        var expanded = _activation(_intermediate.Forward(x, training));
        return BertNorm.Apply(Drop(_output.Forward(expanded, training), training) + x, _outputNorm, _config);
    }

    private Tensor Attend(Tensor x, Tensor? mask, bool training)
    {
        var query = Heads(_query.Forward(x, training)); // (row, head, position, headDim)
        var key = Heads(_key.Forward(x, training));
        var value = Heads(_value.Forward(x, training));
        var context = Attention.Apply(query, key, value, mask, training ? _config.AttentionDropout : 0);
        return context.transpose(1, 2).reshape(x.shape);
    }

    private Tensor Heads(Tensor x) => x.view(x.shape[0], x.shape[1], _config.Heads, _config.HiddenSize / _config.Heads).transpose(1, 2);

    private Tensor Drop(Tensor x, bool training) => training && _config.HiddenDropout > 0 ? F.dropout(x, _config.HiddenDropout, training: true) : x;
}
