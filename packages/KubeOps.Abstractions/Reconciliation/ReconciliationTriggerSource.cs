namespace KubeOps.Abstractions.Reconciliation;

/// <summary>Who asked for a reconciliation.</summary>
public enum ReconciliationTriggerSource
{
    ApiServer = 0,
    Operator = 1,
}
