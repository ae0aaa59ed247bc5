using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run;

namespace FineTuneTrainer.Watch;

/// <summary>Tells several watchers the same.</summary>
public sealed class Watchers(IReadOnlyList<IRunWatch> all) : IRunWatch
{
    /// <inheritdoc/>
    public void Say(string message) => Each(watch => watch.Say(message));

    /// <inheritdoc/>
    public void Stage(string stage) => Each(watch => watch.Stage(stage));

    /// <inheritdoc/>
    public void Step(StepInfo step) => Each(watch => watch.Step(step));

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best) => Each(watch => watch.Evaluated(step, name, scores, best));

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint) => Each(watch => watch.Checkpointed(checkpoint));

    private void Each(Action<IRunWatch> tell)
    {
        foreach (var watch in all)
            tell(watch);
    }
}
