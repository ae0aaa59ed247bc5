namespace FineTuneTrainer.Core.Loop;

/// <summary>When a row is shown: what is random about it depends on this and the seed alone, whatever the micro-batches, and after any resume.</summary>
/// <param name="Step">The optimizer step from 0; -1 in an evaluation, which is the same every time.</param>
/// <param name="Row">The row's place in the step.</param>
public readonly record struct Occasion(long Step, int Row)
{
    /// <summary>The place of a row of an evaluation.</summary>
    public static Occasion Evaluation(int row) => new(-1, row);
}
