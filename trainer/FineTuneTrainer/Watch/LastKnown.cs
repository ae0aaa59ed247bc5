using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run;

namespace FineTuneTrainer.Watch;

/// <summary>How far a run came, for the report of a run that failed.</summary>
public sealed class LastKnown : IRunWatch
{
    /// <summary>Optimizer steps done.</summary>
    public int Step { get; private set; }

    /// <summary>Optimizer steps in all; 0 before the first.</summary>
    public int TotalSteps { get; private set; }

    /// <summary>The newest complete checkpoint.</summary>
    public CheckpointInfo? Checkpoint { get; private set; }

    /// <inheritdoc/>
    public void Say(string message)
    {
        // Messages are for the log.
    }

    /// <inheritdoc/>
    public void Stage(string stage)
    {
        // A failure's report says what failed, not when.
    }

    /// <inheritdoc/>
    void IRunObserver.Step(StepInfo step) => (Step, TotalSteps) = (step.Step, step.TotalSteps);

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best)
    {
        // Scores are for the log.
    }

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint) => (Step, Checkpoint) = (Math.Max(Step, checkpoint.Step), checkpoint);
}
