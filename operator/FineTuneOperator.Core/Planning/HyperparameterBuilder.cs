using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Turns decimal strings and words into the trainer's numbers and enums.</summary>
internal static class HyperparameterBuilder
{
    public static HyperparameterSpec Build(HyperparameterSection section) => new()
    {
        Epochs = section.Epochs,
        MaxSteps = section.MaxSteps,
        BatchSize = section.BatchSize,
        MicroBatchSize = section.MicroBatchSize,
        LearningRate = Decimals.Value(section.LearningRate),
        WeightDecay = Decimals.Value(section.WeightDecay),
        AdamBeta1 = Decimals.Value(section.AdamBeta1),
        AdamBeta2 = Decimals.Value(section.AdamBeta2),
        AdamEpsilon = Decimals.Value(section.AdamEpsilon),
        MaxGradientNorm = Decimals.Value(section.MaxGradientNorm),
        Scheduler = Enum.Parse<SchedulerType>(section.Scheduler),
        WarmupSteps = section.WarmupSteps,
        WarmupRatio = Decimals.Value(section.WarmupRatio),
        Precision = Enum.Parse<PrecisionType>(section.Precision),
        Dropout = section.Dropout is { } dropout ? Decimals.Value(dropout) : null,
        GroupByLength = section.GroupByLength,
    };
}
