namespace KubeOps.Abstractions.Builder;

/// <summary>How many entities are reconciled at a time, and what follows a failure.</summary>
public sealed record ParallelReconciliationSettings
{
    // Doubling stops here: more would overflow a TimeSpan.
    private const int MaxDoublings = 30;

    private static readonly TimeSpan DefaultRequeueDelay = TimeSpan.FromSeconds(5);

    public required int MaxParallelReconciliations { get; init; }

    public required ParallelReconciliationConflictStrategy ConflictStrategy { get; init; }

    public TimeSpan? RequeueDelay { get; init; }

    public required int MaxErrorRetries { get; init; }

    public required TimeSpan ErrorBackoffBase { get; init; }

    public TimeSpan GetEffectiveRequeueDelay() => RequeueDelay ?? DefaultRequeueDelay;

    public TimeSpan GetErrorBackoffDelay(int retryCount) =>
        ErrorBackoffBase * Math.Pow(2, Math.Min(retryCount - 1, MaxDoublings));
}
