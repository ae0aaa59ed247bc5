namespace KubeOps.Abstractions.Builder;

/// <summary>What happens to an entry whose entity is being reconciled already.</summary>
public enum ParallelReconciliationConflictStrategy
{
    Discard = 0,
    RequeueAfterDelay = 1,
    WaitForCompletion = 2,
}
