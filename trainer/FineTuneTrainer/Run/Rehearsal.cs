using FineTune.Contract;
using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Run;

/// <summary>A rehearsal: every input is read and checked, then a few steps of the real run are taken, and nothing is left behind.</summary>
public static class Rehearsal
{
    // The most rows a rehearsal judges; it reads and checks all of them before.
    private const int Rows = 64;

    private const int Steps = 3;

    /// <summary>The run with the few steps of a rehearsal, if it is one.</summary>
    public static RunSpec Of(RunSpec spec) => spec.Mode != RunMode.Rehearsal ? spec : spec with
    {
        Hyperparameters = spec.Hyperparameters with { MaxSteps = Math.Min(Steps, spec.Hyperparameters.MaxSteps ?? Steps) },
        Evaluation = spec.Evaluation with { Every = IntervalType.None, KeepBest = false },
        Checkpoint = new CheckpointSpec { EverySeconds = null, SaveOnTermination = false, Resume = false },
    };

    /// <summary>The rows that a rehearsal looks at, if the run is one: enough for its steps, and a few to judge.</summary>
    public static PreparedData Of(RunSpec spec, PreparedData data) => spec.Mode != RunMode.Rehearsal ? data : data with
    {
        Rows = data.Rows.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<EncodedRow>)[.. pair.Value.Take(pair.Key == DatasetRole.Train ? Math.Max(Rows, Steps * spec.Hyperparameters.BatchSize) : Rows)]),
    };
}
