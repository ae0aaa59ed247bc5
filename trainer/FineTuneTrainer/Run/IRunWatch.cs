using FineTune.Contract;
using FineTuneTrainer.Core.Loop;

namespace FineTuneTrainer.Run;

/// <summary>Whoever watches a run: log, terminal, operator, Prometheus, TensorBoard.</summary>
public interface IRunWatch : IRunObserver
{
    /// <summary>Something a reader of the log should know.</summary>
    void Say(string message);

    /// <summary>A checkpoint is complete in the store.</summary>
    void Checkpointed(CheckpointInfo checkpoint);
}
