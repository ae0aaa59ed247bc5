using FineTune.Contract;

namespace FineTuneTrainer.Core.Loop;

/// <summary>Which evaluation is best, and when to stop looking for a better one.</summary>
public static class EarlyStopping
{
    /// <summary>Whether a value beats the best so far by at least the wanted difference.</summary>
    public static bool Improves(double? best, double value, EvaluationSpec evaluation)
    {
        if (double.IsNaN(value))
            return false;
        if (best is not { } old)
            return true;
        var gain = evaluation.Direction == DirectionType.Maximize ? value - old : old - value;
        return gain > evaluation.EarlyStoppingMinDelta;
    }

    /// <summary>The state after an evaluation.</summary>
    public static LoopState After(LoopState state, double value, bool better, EvaluationSpec evaluation)
    {
        if (better)
            return state with { Best = value, BestStep = state.Step, WithoutImprovement = 0 };
        var without = state.WithoutImprovement + 1;
        return state with { WithoutImprovement = without, StoppedEarly = evaluation.EarlyStoppingPatience is { } patience && without >= patience };
    }
}
