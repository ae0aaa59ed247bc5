namespace FineTuneTrainer.Core.Loop;

/// <summary>The loss stopped being a number: going on would waste the device.</summary>
public sealed class DivergedException(int step, double loss)
    : Exception($"the loss became {loss} at step {step}")
{
    /// <summary>The step it happened at.</summary>
    public int Step { get; } = step;
}
