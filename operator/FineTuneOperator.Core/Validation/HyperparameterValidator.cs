using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Checks the numbers that steer training.</summary>
internal static class HyperparameterValidator
{
    private const string Field = "spec.hyperparameters";

    public static void Check(ProblemList problems, HyperparameterSection section)
    {
        CheckLength(problems, section);
        problems.Decimal($"{Field}.learningRate", section.LearningRate, value => value is > 0 and < 10, "use more than 0 and less than 10");
        problems.Decimal($"{Field}.weightDecay", section.WeightDecay, value => value is >= 0 and <= 1, "use 0 to 1");
        problems.Decimal($"{Field}.adamBeta1", section.AdamBeta1, value => value is >= 0 and < 1, "use 0 or more and less than 1");
        problems.Decimal($"{Field}.adamBeta2", section.AdamBeta2, value => value is >= 0 and < 1, "use 0 or more and less than 1");
        problems.Decimal($"{Field}.adamEpsilon", section.AdamEpsilon, value => value > 0, "use more than 0");
        problems.Decimal($"{Field}.maxGradientNorm", section.MaxGradientNorm, value => value >= 0, "use 0 or more; 0 does not clip");
        problems.Decimal($"{Field}.warmupRatio", section.WarmupRatio, value => value is >= 0 and <= 1, "use 0 to 1");
        problems.Decimal($"{Field}.dropout", section.Dropout, value => value is >= 0 and < 1, "use 0 or more and less than 1");
        problems.OneOf($"{Field}.scheduler", section.Scheduler, "Linear", "Constant", "Cosine");
        problems.OneOf($"{Field}.precision", section.Precision, "Auto", "FP32", "BF16");
    }

    private static void CheckLength(ProblemList problems, HyperparameterSection section)
    {
        problems.Check(section.Epochs is not null || section.MaxSteps is not null, Field, "neither epochs nor maxSteps is set", "set one of them");
        problems.Check(section.Epochs is null or > 0, $"{Field}.epochs", $"{section.Epochs} is too small", "use at least 1");
        problems.Check(section.MaxSteps is null or > 0, $"{Field}.maxSteps", $"{section.MaxSteps} is too small", "use at least 1");
        problems.Check(section.BatchSize > 0, $"{Field}.batchSize", $"{section.BatchSize} is too small", "use at least 1");
        problems.Check(section.WarmupSteps is null or >= 0, $"{Field}.warmupSteps", $"{section.WarmupSteps} is negative", "use 0 or more");
        if (section.MicroBatchSize is { } micro)
            problems.Check(micro > 0 && section.BatchSize % micro == 0, $"{Field}.microBatchSize", $"{micro} does not divide the batch size {section.BatchSize}", "use a divisor of batchSize");
    }
}
