using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Linears;

/// <summary>A linear layer by its Hugging Face name; a method may add an update beside it.</summary>
public sealed class LinearLayer(string name, Parameter weight, Parameter? bias, ILinearKernel kernel, bool transposed = false)
{
    /// <summary>The module's name, e.g. <c>bert.encoder.layer.0.attention.self.query</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The weight (out, in); (in, out) where <see cref="Transposed"/>.</summary>
    public Parameter Weight { get; } = weight;

    /// <summary>The bias (out), if the layer has one.</summary>
    public Parameter? Bias { get; } = bias;

    /// <summary>Whether the weight is kept as (in, out), as in GPT-2's Conv1D.</summary>
    public bool Transposed { get; } = transposed;

    /// <summary>The width of x.</summary>
    public long In => Weight.shape[Transposed ? 0 : 1];

    /// <summary>The width of y.</summary>
    public long Out => Weight.shape[Transposed ? 1 : 0];

    /// <summary>What a method adds: (x, training) -> an addend of the result.</summary>
    public Func<Tensor, bool, Tensor>? Update { get; set; }

    /// <summary>y = x W^T + b, plus the update.</summary>
    public Tensor Forward(Tensor x, bool training)
    {
        var y = kernel.Apply(x, Transposed ? Weight.t() : Weight, Bias);
        return Update is null ? y : y + Update(x, training);
    }
}
