using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.T5;

/// <summary>Plain (wi, wo) or gated (wi_0, wi_1, wo).</summary>
internal sealed class T5FeedForward(ModelBuilder build, T5Config config, string prefix)
{
    private readonly LinearLayer _first = build.Linear($"{prefix}.{(config.Gated ? "wi_0" : "wi")}", config.HiddenSize, config.IntermediateSize, bias: false);
    private readonly LinearLayer? _second = config.Gated ? build.Linear($"{prefix}.wi_1", config.HiddenSize, config.IntermediateSize, bias: false) : null;
    private readonly LinearLayer _output = build.Linear($"{prefix}.wo", config.IntermediateSize, config.HiddenSize, bias: false);
    private readonly Func<Tensor, Tensor> _activation = Activations.Of(config.Activation);

    public Tensor Forward(Tensor x, Pass pass)
    {
        var expanded = _activation(_first.Forward(x, pass.Training));
        if (_second is not null)
            expanded = expanded * _second.Forward(x, pass.Training);
        return _output.Forward(pass.Drop(expanded, config.Dropout), pass.Training);
    }
}
