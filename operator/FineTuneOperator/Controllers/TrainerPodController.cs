using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;

namespace FineTuneOperator.Controllers;

/// <summary>Passes what happens to trainer pods on to their owner.</summary>
internal sealed class TrainerPodController(OwnerQueue owners) : IEntityController<V1Pod>
{
    public async Task<ReconciliationResult<V1Pod>> ReconcileAsync(V1Pod entity, CancellationToken cancellationToken)
    {
        await owners.WakeAsync(entity, cancellationToken);
        return ReconciliationResult<V1Pod>.Success(entity);
    }

    public Task<ReconciliationResult<V1Pod>> DeletedAsync(V1Pod entity, CancellationToken cancellationToken) => ReconcileAsync(entity, cancellationToken);
}
