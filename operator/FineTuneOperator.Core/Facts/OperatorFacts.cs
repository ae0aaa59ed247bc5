namespace FineTuneOperator.Core;

/// <summary>What the operator was started with.</summary>
public sealed record OperatorFacts
{
    /// <summary>Where trainers report progress; null when nobody listens.</summary>
    public string? ProgressUrl { get; init; }

    /// <summary>The wait before the first repeated attempt; it doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait before a repeated attempt.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromMinutes(10);
}
