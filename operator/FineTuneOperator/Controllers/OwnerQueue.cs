using FineTune.Contract;
using FineTuneOperator.Api;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Queue;

namespace FineTuneOperator.Controllers;

/// <summary>Wakes the FineTuneJob that a child or a pod belongs to; the queue reads it afresh before it reconciles.</summary>
internal sealed class OwnerQueue(EntityQueue<FineTuneJob> queue)
{
    // Many events of one moment become one reconcile.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    public async Task WakeAsync(IKubernetesObject<V1ObjectMeta> child, CancellationToken cancellationToken)
    {
        if (child.Metadata.Labels is not { } labels || !labels.TryGetValue(PodNames.JobLabel, out string? name) || !labels.TryGetValue(PodNames.UidLabel, out string? uid)) return;
        var job = new FineTuneJob { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = child.Metadata.NamespaceProperty, Uid = uid } };
        await queue(job, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, Settle, 0, cancellationToken);
    }
}
