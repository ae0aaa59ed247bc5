using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Linears;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>A loaded classifier of any family: parameters by Hugging Face name, and how they make logits.</summary>
public sealed class SequenceClassifier(Func<Batch, bool, Tensor> forward) : IDisposable
{
    /// <summary>The family, e.g. <c>bert</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The architecture as config.json names it.</summary>
    public required string Architecture { get; init; }

    /// <summary>Every parameter by its Hugging Face name, in the model's order.</summary>
    public required IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; init; }

    /// <summary>Every linear layer a method may adapt.</summary>
    public required IReadOnlyList<LinearLayer> Linears { get; init; }

    /// <summary>The prefix of the head's parameters.</summary>
    public required string Head { get; init; }

    /// <summary>The prefix of what stands between encoder and head.</summary>
    public required string Pooler { get; init; }

    /// <summary>The modules that LoRA adapts when none are named (PEFT's choice for the family).</summary>
    public required IReadOnlyList<string> AdaptedByDefault { get; init; }

    /// <summary>The encoder's layers: the prefix of each, from the input on.</summary>
    public required IReadOnlyList<string> LayerPrefixes { get; init; }

    /// <summary>The base model's config.json.</summary>
    public required JsonObject Config { get; init; }

    /// <summary>The labels by class.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Whether dropout is on.</summary>
    public bool Training { get; set; } = true;

    /// <summary>What loading found.</summary>
    public required LoadReport Report { get; init; }

    /// <summary>The logits (row, class).</summary>
    public Tensor Forward(Batch batch) => forward(batch, Training);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, parameter) in Parameters)
            parameter.Dispose();
    }
}
