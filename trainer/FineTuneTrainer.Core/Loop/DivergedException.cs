namespace FineTuneTrainer.Core.Loop;

/// <summary>A loss or a gradient stopped being a number: going on would waste the device.</summary>
public sealed class DivergedException(string what, int step, double value)
    : Exception($"the {what} became {value} at step {step}")
{
    /// <summary>The step it happened at.</summary>
    public int Step { get; } = step;
}
