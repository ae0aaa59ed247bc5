using System.Collections.Concurrent;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Tests.Transpiler;

namespace KubeOps.Tests.Operator;

/// <summary>What controllers and finalizers of a test saw, and what they answer.</summary>
internal sealed class Recorder
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public Func<Machine, CancellationToken, Task<ReconciliationResult<Machine>>> OnReconcile { get; set; } =
        (machine, _) => Task.FromResult(ReconciliationResult<Machine>.Success(machine));

    public Func<Machine, Task<ReconciliationResult<Machine>>> OnFinalize { get; set; } =
        machine => Task.FromResult(ReconciliationResult<Machine>.Success(machine));

    public int Count(string call) => Calls.Count(made => made == call);
}
