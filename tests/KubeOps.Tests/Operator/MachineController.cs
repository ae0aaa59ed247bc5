using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Tests.Transpiler;

namespace KubeOps.Tests.Operator;

internal sealed class MachineController(Recorder recorder) : IEntityController<Machine>
{
    public Task<ReconciliationResult<Machine>> ReconcileAsync(Machine entity, CancellationToken cancellationToken)
    {
        recorder.Calls.Enqueue($"reconcile {entity.Name()}");
        return recorder.OnReconcile(entity, cancellationToken);
    }

    public Task<ReconciliationResult<Machine>> DeletedAsync(Machine entity, CancellationToken cancellationToken)
    {
        recorder.Calls.Enqueue($"deleted {entity.Name()}");
        return Task.FromResult(ReconciliationResult<Machine>.Success(entity));
    }
}
