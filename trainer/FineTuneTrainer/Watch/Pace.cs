using FineTuneTrainer.Core.Loop;

namespace FineTuneTrainer.Watch;

/// <summary>How fast a run goes, over its last steps.</summary>
public sealed class Pace(TimeProvider time)
{
    private const int Window = 20;

    private readonly Queue<(long Time, long Tokens)> _steps = new();
    private long _tokens;

    /// <summary>Real tokens a second; null before the second step.</summary>
    public double? TokensPerSecond => _steps.Count < 2 ? null : (_tokens - _steps.Peek().Tokens) / Elapsed();

    /// <summary>Seconds a step; null before the second step.</summary>
    public double? SecondsPerStep => _steps.Count < 2 ? null : Elapsed() / (_steps.Count - 1);

    /// <summary>A step is done.</summary>
    public void Add(StepInfo step)
    {
        _tokens += step.Tokens;
        _steps.Enqueue((time.GetTimestamp(), step.Tokens));
        if (_steps.Count > Window)
            _tokens -= _steps.Dequeue().Tokens;
    }

    /// <summary>When so many more steps will be done.</summary>
    public DateTimeOffset? Completion(int stepsLeft) =>
        SecondsPerStep is { } seconds ? time.GetUtcNow() + TimeSpan.FromSeconds(Math.Ceiling(seconds * stepsLeft)) : null;

    private double Elapsed() => Math.Max(1e-6, time.GetElapsedTime(_steps.Peek().Time).TotalSeconds);
}
