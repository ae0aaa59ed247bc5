using FineTune.Contract;

namespace FineTuneTrainer.Core.Loop;

/// <summary>The loop's own settings, resolved from the RunSpec.</summary>
public sealed record LoopSettings
{
    /// <summary>Optimizer steps in all.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>Optimizer steps an epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>Rows a forward pass.</summary>
    public required int MicroBatchSize { get; init; }

    /// <summary>The norm gradients are clipped to; 0 for none.</summary>
    public required double MaxGradientNorm { get; init; }

    /// <summary>When the model is judged.</summary>
    public required EvaluationSpec Evaluation { get; init; }

    /// <summary>When progress is saved.</summary>
    public required CheckpointSpec Checkpoint { get; init; }

    /// <summary>Resolves the settings: epochs and maxSteps together mean whichever comes first.</summary>
    public static LoopSettings Of(RunSpec spec, int stepsPerEpoch)
    {
        var hyper = spec.Hyperparameters;
        var byEpochs = hyper.Epochs is { } epochs ? (long)epochs * stepsPerEpoch : int.MaxValue;
        var total = (int)Math.Min(byEpochs, hyper.MaxSteps ?? int.MaxValue);
        return new LoopSettings
        {
            TotalSteps = total,
            StepsPerEpoch = stepsPerEpoch,
            MicroBatchSize = hyper.MicroBatchSize ?? hyper.BatchSize,
            MaxGradientNorm = hyper.MaxGradientNorm,
            Evaluation = spec.Evaluation,
            Checkpoint = spec.Checkpoint,
        };
    }

    /// <summary>Whether the model is judged after this many steps.</summary>
    public bool EvaluatesAfter(int step) => Evaluation.Every switch
    {
        IntervalType.Epoch => step % StepsPerEpoch == 0 || step == TotalSteps,
        IntervalType.Steps => step % (Evaluation.EverySteps ?? StepsPerEpoch) == 0 || step == TotalSteps,
        _ => false,
    };
}
