using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>How long to wait for what.</summary>
internal static class Waits
{
    /// <summary>A look at a run that sends progress by itself.</summary>
    public static readonly TimeSpan WhileRunning = TimeSpan.FromSeconds(30);

    /// <summary>A look at something that is about to end.</summary>
    public static readonly TimeSpan WhileEnding = TimeSpan.FromSeconds(2);

    /// <summary>A look at something that only another person's change can repair.</summary>
    public static readonly TimeSpan WhileRefused = TimeSpan.FromSeconds(15);

    /// <summary>How long past its grace period a pod may still be around before the next attempt starts all the same: its node is lost, and its writes are fenced.</summary>
    public static readonly TimeSpan Zombie = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>The shortest of some waits, at least a second, so that a skewed clock makes no endless loop.</summary>
    public static TimeSpan? Soonest(params TimeSpan?[] waits)
    {
        TimeSpan? soonest = waits.Min();
        return soonest < Least ? Least : soonest;
    }

    /// <summary>The wait before the next attempt: doubled with each counted restart.</summary>
    public static TimeSpan BackOff(OperatorFacts facts, int restarts)
    {
        double seconds = facts.RetryDelay.TotalSeconds * Math.Pow(2, Math.Clamp(restarts - 1, 0, 30));
        return TimeSpan.FromSeconds(Math.Min(seconds, facts.LongestRetryDelay.TotalSeconds));
    }

    /// <summary>The most seconds the run may be running: its own limit, else the runtime's.</summary>
    public static long? ActiveDeadline(FineTuneJobSpec spec, RuntimeFacts? runtime) =>
        spec.ActiveDeadlineSeconds ?? runtime?.Spec.Limits?.MaxActiveDeadlineSeconds;
}
