using FineTuneTrainer.Core.Linears;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Methods;

/// <summary>The update s B A x beside one frozen layer, s = alpha / r; A kaiming-uniform(sqrt 5), B zero (PEFT, tuners/lora/layer.py).</summary>
internal sealed class LoraUpdate : IDisposable
{
    private readonly double _scale;
    private readonly double _dropout;

    public LoraUpdate(LinearLayer layer, int rank, double alpha, double dropout)
    {
        Layer = layer;
        _scale = alpha / rank;
        _dropout = dropout;
        var inner = layer.In;
        // kaiming_uniform with a = sqrt(5): the bound is sqrt(6 / ((1 + 5) in)) = 1 / sqrt(in).
        var bound = 1 / Math.Sqrt(inner);
        A = new Parameter(empty(rank, inner).uniform_(-bound, bound));
        B = new Parameter(zeros(layer.Out, rank));
        A.DetachFromDisposeScope();
        B.DetachFromDisposeScope();
        layer.Update = Apply;
    }

    public LinearLayer Layer { get; }

    public Parameter A { get; } // (rank, in)

    public Parameter B { get; } // (out, rank)

    /// <summary>W + s B A.</summary>
    public Tensor Merged()
    {
        var delta = mm(B.detach(), A.detach()) * _scale; // (out, in)
        return Layer.Weight.detach() + (Layer.Transposed ? delta.t() : delta);
    }

    public void Dispose()
    {
        Layer.Update = null;
        A.Dispose();
        B.Dispose();
    }

    private Tensor Apply(Tensor x, bool training)
    {
        if (training && _dropout > 0)
            x = F.dropout(x, _dropout, training: true);
        return F.linear(F.linear(x, A), B) * _scale;
    }
}
