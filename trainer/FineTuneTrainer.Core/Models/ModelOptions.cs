using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>What a task asks of a model when it is loaded.</summary>
public sealed record ModelOptions
{
    /// <summary>The head.</summary>
    public ModelTask Task { get; init; } = ModelTask.SequenceClassification;

    /// <summary>What the logits of a classifier mean.</summary>
    public ProblemType Problem { get; init; } = ProblemType.SingleLabel;

    /// <summary>The labels by class; empty for language models.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The product of the linear layers.</summary>
    public required ILinearKernel Kernel { get; init; }

    /// <summary>Dropout of hidden states, attention and head; null keeps the config's.</summary>
    public double? Dropout { get; init; }

    /// <summary>The type weights are kept and computed in: Float32 (the default) to train them, BFloat16 or Float16 for a frozen model.</summary>
    public ScalarType WeightType { get; init; } = ScalarType.Float32;
}
