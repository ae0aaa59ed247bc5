using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Finalizer;
using KubeOps.Tests.Transpiler;

namespace KubeOps.Tests.Operator;

internal sealed class MachineFinalizer(Recorder recorder) : IEntityFinalizer<Machine>
{
    public const string Identifier = "test.dev/machinefinalizer";

    public Task<ReconciliationResult<Machine>> FinalizeAsync(Machine entity, CancellationToken cancellationToken)
    {
        recorder.Calls.Enqueue($"finalize {entity.Name()}");
        return recorder.OnFinalize(entity);
    }
}
