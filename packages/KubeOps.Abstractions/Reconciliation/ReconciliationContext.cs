using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Reconciliation;

/// <summary>What is to be reconciled, and why.</summary>
public sealed record ReconciliationContext<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private ReconciliationContext(TEntity entity, ReconciliationType eventType, ReconciliationTriggerSource source) =>
        (Entity, EventType, ReconciliationTriggerSource) = (entity, eventType, source);

    public TEntity Entity { get; }

    public ReconciliationType EventType { get; }

    public ReconciliationTriggerSource ReconciliationTriggerSource { get; }

    public static ReconciliationContext<TEntity> CreateFor(
        TEntity entity, ReconciliationType eventType, ReconciliationTriggerSource reconciliationTriggerSource) =>
        new(entity, eventType, reconciliationTriggerSource);
}
