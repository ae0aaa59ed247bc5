namespace KubeOps.Abstractions.Reconciliation;

/// <summary>What happened to the entity.</summary>
public enum ReconciliationType
{
    Added = 0,
    Modified = 1,
    Deleted = 2,
}
