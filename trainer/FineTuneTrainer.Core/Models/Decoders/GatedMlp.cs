using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>down(activation(gate x) * up x).</summary>
internal sealed class GatedMlp
{
    private readonly LinearLayer[] _gateAndUp;
    private readonly LinearLayer _down;
    private readonly Func<Tensor, Tensor> _activation;

    public GatedMlp(ModelBuilder build, DecoderConfig config, string prefix)
    {
        var (hidden, inner) = (config.HiddenSize, config.IntermediateSize);
        _gateAndUp = config.Fused
            ? [build.Linear($"{prefix}.gate_up_proj", hidden, 2 * inner, config.MlpBias)]
            : [build.Linear($"{prefix}.gate_proj", hidden, inner, config.MlpBias), build.Linear($"{prefix}.up_proj", hidden, inner, config.MlpBias)];
        _down = build.Linear($"{prefix}.down_proj", inner, hidden, config.MlpBias);
        _activation = Activations.Of(config.Activation);
    }

    public Tensor Forward(Tensor x, Pass pass)
    {
        var parts = _gateAndUp.Length == 1 ? _gateAndUp[0].Forward(x, pass.Training).chunk(2, -1) : [.. _gateAndUp.Select(layer => layer.Forward(x, pass.Training))];
        return _down.Forward(_activation(parts[0]) * parts[1], pass.Training);
    }
}
