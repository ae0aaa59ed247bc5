using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Encoders;

/// <summary>One encoder layer: self-attention and feed-forward, each with a residual, and LayerNorm on the result (post-norm) or on the input (pre-norm).</summary>
internal sealed class EncoderLayer
{
    private readonly bool _preNorm;
    private readonly double _dropout;
    private readonly double _activationDropout;
    private readonly SelfAttention? _attention;
    private readonly LinearLayer _attentionOutput;
    private readonly NormLayer _attentionNorm;
    private readonly LinearLayer _intermediate;
    private readonly LinearLayer _output;
    private readonly NormLayer _outputNorm;
    private readonly Func<Tensor, Tensor> _activation;

    /// <param name="build">Takes the parameters.</param>
    /// <param name="config">Their sizes.</param>
    /// <param name="prefix">Their prefix.</param>
    /// <param name="names">Their names below it.</param>
    /// <param name="ownAttention">Whether the layer has a plain self-attention; without, the family brings its own.</param>
    public EncoderLayer(ModelBuilder build, EncoderConfig config, string prefix, EncoderNames names, bool ownAttention = true)
    {
        (_preNorm, _dropout, _activationDropout) = (config.PreNorm, config.HiddenDropout, config.ActivationDropout);
        _attention = ownAttention ? new SelfAttention(build, config, prefix, names) : null;
        _attentionOutput = build.Linear($"{prefix}.{names.AttentionOutput}", config.HiddenSize, config.HiddenSize);
        _attentionNorm = build.LayerNorm($"{prefix}.{names.AttentionNorm}", config.HiddenSize, config.NormEps);
        _intermediate = build.Linear($"{prefix}.{names.Intermediate}", config.HiddenSize, config.IntermediateSize);
        _output = build.Linear($"{prefix}.{names.Output}", config.IntermediateSize, config.HiddenSize);
        _outputNorm = build.LayerNorm($"{prefix}.{names.OutputNorm}", config.HiddenSize, config.NormEps);
        _activation = Activations.Of(config.Activation);
    }

    public Tensor Forward(Tensor x, Tensor? mask, Pass pass) // x (row, position, hidden), mask (row, 1, 1, position) or null
        => ForwardWith(input => _attention!.Forward(input, mask, pass), x, pass);

    /// <summary>The layer around an attention of the family's own.</summary>
    public Tensor ForwardWith(Func<Tensor, Tensor> attention, Tensor x, Pass pass)
    {
        if (_preNorm)
        {
            x = Attend(_attentionNorm.Forward(x), attention, pass) + x;
            return Expand(_outputNorm.Forward(x), pass) + x;
        }

        x = _attentionNorm.Forward(Attend(x, attention, pass) + x);
        return _outputNorm.Forward(Expand(x, pass) + x);
    }

    private Tensor Attend(Tensor x, Func<Tensor, Tensor> attention, Pass pass) =>
        pass.Drop(_attentionOutput.Forward(attention(x), pass.Training), _dropout);

    private Tensor Expand(Tensor x, Pass pass)
    {
        var expanded = pass.Drop(_activation(_intermediate.Forward(x, pass.Training)), _activationDropout);
        return pass.Drop(_output.Forward(expanded, pass.Training), _dropout);
    }
}
