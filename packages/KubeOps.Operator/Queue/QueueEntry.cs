using k8s;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation;

namespace KubeOps.Operator.Queue;

/// <summary>An entity that is to be reconciled.</summary>
internal readonly record struct QueueEntry<TEntity>(
    TEntity Entity, ReconciliationType ReconciliationType, ReconciliationTriggerSource ReconciliationTriggerSource, int RetryCount)
    where TEntity : IKubernetesObject<V1ObjectMeta>;
