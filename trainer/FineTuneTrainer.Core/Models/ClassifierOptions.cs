using FineTuneTrainer.Core.Linears;

namespace FineTuneTrainer.Core.Models;

/// <summary>What a task asks of a model when it is loaded.</summary>
public sealed record ClassifierOptions
{
    /// <summary>The labels by class.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The product of the linear layers.</summary>
    public required ILinearKernel Kernel { get; init; }

    /// <summary>Dropout of hidden states, attention and head; null keeps the config's.</summary>
    public double? Dropout { get; init; }
}
