using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Methods;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using TorchSharp.Modules;

namespace FineTuneTrainer.Core.Loop;

/// <summary>Everything the loop runs on, composed once.</summary>
public sealed record Recipe
{
    /// <summary>Rows per forward pass of an evaluation when nobody says otherwise.</summary>
    public const int UsualEvaluationBatchSize = 32;

    /// <summary>The model, with the method attached.</summary>
    public required TaskModel Model { get; init; }

    /// <summary>Which weights move and what is saved.</summary>
    public required IMethod Method { get; init; }

    /// <summary>What an example means.</summary>
    public required ITask Task { get; init; }

    /// <summary>The weights that move, by name.</summary>
    public required IReadOnlyList<(string Name, Parameter Parameter)> Trainable { get; init; }

    /// <summary>How they move.</summary>
    public required Optimizers.AdamW Optimizer { get; init; }

    /// <summary>The learning rate of a step, from 0.</summary>
    public required Func<int, double> Rate { get; init; }

    /// <summary>Clips all gradients to a norm and returns the norm they had.</summary>
    public required Func<double, double> Clip { get; init; }

    /// <summary>Training rows.</summary>
    public required IReadOnlyList<EncodedRow> Train { get; init; }

    /// <summary>Rows the model is judged by during training.</summary>
    public required IReadOnlyList<EncodedRow> Validation { get; init; }

    /// <summary>Rows per forward pass of an evaluation.</summary>
    public int EvaluationBatchSize { get; init; } = UsualEvaluationBatchSize;

    /// <summary>The order of the training rows.</summary>
    public required BatchPlan Batches { get; init; }

    /// <summary>Rows to tensors.</summary>
    public required Collation Collation { get; init; }

    /// <summary>The best weights so far.</summary>
    public required BestWeights Best { get; init; }
}
