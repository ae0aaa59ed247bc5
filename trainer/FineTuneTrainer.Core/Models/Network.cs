using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>What a family builds: a backbone with a task's head on it, and what methods need to know about its parts.</summary>
internal sealed record Network
{
    /// <summary>The logits.</summary>
    public required Func<Batch, Pass, Tensor> Forward { get; init; }

    /// <summary>The architecture as config.json names it.</summary>
    public required string Architecture { get; init; }

    /// <summary>The prefixes of the head's parameters.</summary>
    public required IReadOnlyList<string> Heads { get; init; }

    /// <summary>The prefixes of what stands between the layers and the head: a pooler, a last norm.</summary>
    public IReadOnlyList<string> AboveLayers { get; init; } = [];

    /// <summary>The prefix of each layer, from the input on.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>PEFT's LoRA targets for the family.</summary>
    public required IReadOnlyList<string> LoraTargets { get; init; }

    /// <summary>The most positions a row may have; null without a limit of the weights.</summary>
    public int? MaxPositions { get; init; }
}
