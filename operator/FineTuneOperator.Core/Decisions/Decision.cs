using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>What is to be done about a job.</summary>
public sealed record Decision
{
    /// <summary>The rule that decided.</summary>
    public required string Rule { get; init; }

    /// <summary>The status the job is to have; null leaves it alone.</summary>
    public FineTuneJobStatus? Status { get; init; }

    /// <summary>What is to be created or deleted, in order.</summary>
    public IReadOnlyList<JobAction> Actions { get; init; } = [];

    /// <summary>What users are told, once the status is written.</summary>
    public IReadOnlyList<JobEvent> Events { get; init; } = [];

    /// <summary>When to look again, if nothing happens before.</summary>
    public TimeSpan? RequeueAfter { get; init; }
}
