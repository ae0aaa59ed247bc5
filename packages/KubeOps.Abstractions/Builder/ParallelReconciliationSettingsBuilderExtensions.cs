namespace KubeOps.Abstractions.Builder;

/// <summary>The settings of parallel reconciliation as a chain of calls.</summary>
public static class ParallelReconciliationSettingsBuilderExtensions
{
    public static ParallelReconciliationSettingsBuilder WithMaxParallelReconciliations(this ParallelReconciliationSettingsBuilder builder, int value)
    {
        builder.MaxParallelReconciliations = value;
        return builder;
    }

    public static ParallelReconciliationSettingsBuilder WithConflictStrategy(this ParallelReconciliationSettingsBuilder builder, ParallelReconciliationConflictStrategy strategy)
    {
        builder.ConflictStrategy = strategy;
        return builder;
    }

    public static ParallelReconciliationSettingsBuilder WithRequeueDelay(this ParallelReconciliationSettingsBuilder builder, TimeSpan? delay)
    {
        builder.RequeueDelay = delay;
        return builder;
    }

    public static ParallelReconciliationSettingsBuilder WithErrorBackoffBase(this ParallelReconciliationSettingsBuilder builder, TimeSpan backoff)
    {
        builder.ErrorBackoffBase = backoff;
        return builder;
    }

    public static ParallelReconciliationSettingsBuilder WithMaxErrorRetries(this ParallelReconciliationSettingsBuilder builder, int retries)
    {
        builder.MaxErrorRetries = retries;
        return builder;
    }
}
