using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;

namespace FineTuneOperator.Controllers;

/// <summary>Passes what happens to child Jobs on to their owner.</summary>
internal sealed class ChildJobController(OwnerQueue owners) : IEntityController<V1Job>
{
    public async Task<ReconciliationResult<V1Job>> ReconcileAsync(V1Job entity, CancellationToken cancellationToken)
    {
        await owners.WakeAsync(entity, cancellationToken);
        return ReconciliationResult<V1Job>.Success(entity);
    }

    public Task<ReconciliationResult<V1Job>> DeletedAsync(V1Job entity, CancellationToken cancellationToken) => ReconcileAsync(entity, cancellationToken);
}
