using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>Attention and feed-forward, each on a normalized input with a residual (pre-norm); Gemma normalizes each result too.</summary>
internal sealed class DecoderLayer
{
    private readonly DecoderAttention _attention;
    private readonly GatedMlp _mlp;
    private readonly RmsNormLayer _beforeAttention;
    private readonly RmsNormLayer? _afterAttention;
    private readonly RmsNormLayer _beforeMlp;
    private readonly RmsNormLayer? _afterMlp;
    private readonly double _dropout;

    public DecoderLayer(ModelBuilder build, DecoderConfig config, string prefix, int? window)
    {
        _attention = new DecoderAttention(build, config, $"{prefix}.self_attn", window);
        _mlp = new GatedMlp(build, config, $"{prefix}.mlp");
        RmsNormLayer Norm(string name) => build.RmsNorm($"{prefix}.{name}", config.HiddenSize, config.NormEps, config.Gemma);
        _beforeAttention = Norm("input_layernorm");
        _afterAttention = config.Gemma ? Norm("post_attention_layernorm") : null;
        _beforeMlp = Norm(config.Gemma ? "pre_feedforward_layernorm" : "post_attention_layernorm");
        _afterMlp = config.Gemma ? Norm("post_feedforward_layernorm") : null;
        _dropout = config.ResidualDropout;
    }

    public Tensor Forward(Tensor x, DecoderView view, RopeAngles angles, Pass pass)
    {
        var attended = _attention.Forward(_beforeAttention.Forward(x), view, angles, pass);
        x = x + pass.Drop(_afterAttention?.Forward(attended) ?? attended, _dropout);
        var expanded = _mlp.Forward(_beforeMlp.Forward(x), pass);
        return x + pass.Drop(_afterMlp?.Forward(expanded) ?? expanded, _dropout);
    }
}
