using FineTune.Contract;

namespace FineTuneTrainer.Core.Optimizers;

/// <summary>The learning rate of a step, as transformers' optimization.py defines it: factor times the base rate, steps from 0.</summary>
public sealed record LearningRate(SchedulerType Type, double Base, int WarmupSteps, int TotalSteps)
{
    /// <summary>Resolves warm-up: steps win, else the ratio of all steps, rounded up.</summary>
    public static LearningRate Of(HyperparameterSpec hyper, int totalSteps) =>
        new(hyper.Scheduler, hyper.LearningRate, hyper.WarmupSteps ?? (int)Math.Ceiling(hyper.WarmupRatio * totalSteps), totalSteps);

    /// <summary>The rate of step s, from 0.</summary>
    public double At(int step)
    {
        if (step < WarmupSteps)
            return Base * step / Math.Max(1, WarmupSteps);
        var rest = (double)(step - WarmupSteps) / Math.Max(1, TotalSteps - WarmupSteps);
        return Type switch
        {
            SchedulerType.Linear => Base * Math.Max(0, 1 - rest),
            SchedulerType.Cosine => Base * Math.Max(0, 0.5 * (1 + Math.Cos(Math.PI * rest))),
            _ => Base,
        };
    }
}
