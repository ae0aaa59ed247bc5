using FineTuneTrainer.Core.Models.Decoders;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models;

/// <summary>What holds for one forward pass.</summary>
/// <param name="Training">Whether dropout is on and batch statistics are used.</param>
internal sealed record Pass(bool Training)
{
    /// <summary>Is shown every layer's states by the name that transformers' <c>output_hidden_states</c> would give them.</summary>
    public Action<string, Tensor>? Observe { get; init; }

    /// <summary>Keys and values read before, while a text is generated.</summary>
    public KeyValueCache? Cache { get; init; }

    /// <summary>Whether only what follows the last position is asked for.</summary>
    public bool LastOnly { get; init; }

    public Tensor Drop(Tensor x, double rate) => Training && rate > 0 ? F.dropout(x, rate, training: true) : x;

    public double Rate(double rate) => Training ? rate : 0;
}
