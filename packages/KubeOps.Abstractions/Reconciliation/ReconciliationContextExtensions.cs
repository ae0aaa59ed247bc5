using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Reconciliation;

/// <summary>Who triggered a reconciliation.</summary>
public static class ReconciliationContextExtensions
{
    public static bool IsTriggeredByApiServer<TEntity>(this ReconciliationContext<TEntity> reconciliationContext)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        reconciliationContext.ReconciliationTriggerSource == ReconciliationTriggerSource.ApiServer;

    public static bool IsTriggeredByOperator<TEntity>(this ReconciliationContext<TEntity> reconciliationContext)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        reconciliationContext.ReconciliationTriggerSource == ReconciliationTriggerSource.Operator;
}
