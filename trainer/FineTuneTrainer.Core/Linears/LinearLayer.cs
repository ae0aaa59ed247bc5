using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Linears;

/// <summary>A linear layer by its Hugging Face name; a method may add an update beside it.</summary>
public sealed class LinearLayer(string name, Parameter weight, Parameter bias, ILinearKernel kernel)
{
    /// <summary>The module's name, e.g. <c>bert.encoder.layer.0.attention.self.query</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The weight (out, in).</summary>
    public Parameter Weight { get; } = weight;

    /// <summary>The bias (out).</summary>
    public Parameter Bias { get; } = bias;

    /// <summary>What a method adds: (x, training) -> an addend of the result.</summary>
    public Func<Tensor, bool, Tensor>? Update { get; set; }

    /// <summary>y = x W^T + b, plus the update.</summary>
    public Tensor Forward(Tensor x, bool training)
    {
        var y = kernel.Apply(x, Weight, Bias);
        return Update is null ? y : y + Update(x, training);
    }
}
