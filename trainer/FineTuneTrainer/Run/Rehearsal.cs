using FineTune.Contract;

namespace FineTuneTrainer.Run;

/// <summary>A rehearsal: every input is read and checked, then a few steps of the real run are taken, and nothing is left behind.</summary>
public static class Rehearsal
{
    /// <summary>The most rows a rehearsal judges.</summary>
    public const int Rows = 64;

    private const int Steps = 3;

    /// <summary>The run with the few steps of a rehearsal, if it is one.</summary>
    public static RunSpec Of(RunSpec spec) => spec.Mode != RunMode.Rehearsal ? spec : spec with
    {
        Hyperparameters = spec.Hyperparameters with { MaxSteps = Math.Min(Steps, spec.Hyperparameters.MaxSteps ?? Steps) },
        Evaluation = spec.Evaluation with { Every = IntervalType.None, KeepBest = false },
        Checkpoint = new CheckpointSpec { EverySeconds = null, SaveOnTermination = false, Resume = false },
    };
}
