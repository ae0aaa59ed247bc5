using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.EncoderDecoders;
using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Bart;

/// <summary>Self-attention, attention on the encoder, feed-forward; each with residual and LayerNorm after.</summary>
internal sealed class BartDecoderLayer
{
    private readonly EncoderConfig _config;
    private readonly ProjectedAttention _self;
    private readonly ProjectedAttention _cross;
    private readonly LinearLayer _expand;
    private readonly LinearLayer _contract;
    private readonly NormLayer _selfNorm;
    private readonly NormLayer _crossNorm;
    private readonly NormLayer _lastNorm;
    private readonly Func<Tensor, Tensor> _activation;

    public BartDecoderLayer(ModelBuilder build, EncoderConfig config, string prefix)
    {
        _config = config;
        var headDim = config.HiddenSize / config.Heads;
        var shape = new ProjectionShape("q_proj", "k_proj", "v_proj", "out_proj", config.HiddenSize, config.Heads, headDim, Bias: true, 1 / Math.Sqrt(headDim), config.AttentionDropout);
        NormLayer Norm(string name) => build.LayerNorm($"{prefix}.{name}", config.HiddenSize, config.NormEps);
        _self = new ProjectedAttention(build, $"{prefix}.self_attn", shape);
        _selfNorm = Norm("self_attn_layer_norm");
        _cross = new ProjectedAttention(build, $"{prefix}.encoder_attn", shape);
        _crossNorm = Norm("encoder_attn_layer_norm");
        _expand = build.Linear($"{prefix}.fc1", config.HiddenSize, config.IntermediateSize);
        _contract = build.Linear($"{prefix}.fc2", config.IntermediateSize, config.HiddenSize);
        _lastNorm = Norm("final_layer_norm");
        _activation = Activations.Of(config.Activation);
    }

    public Tensor Forward(Tensor x, AttentionMask mask, Tensor encoded, AttentionMask sourceMask, Pass pass)
    {
        x = _selfNorm.Forward(x + pass.Drop(_self.Self(x, mask, pass, cached: true), _config.HiddenDropout));
        x = _crossNorm.Forward(x + pass.Drop(_cross.Cross(x, encoded, sourceMask, pass), _config.HiddenDropout));
        var expanded = pass.Drop(_activation(_expand.Forward(x, pass.Training)), _config.ActivationDropout);
        return _lastNorm.Forward(x + pass.Drop(_contract.Forward(expanded, pass.Training), _config.HiddenDropout));
    }
}
