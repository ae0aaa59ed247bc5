using FineTuneOperator.Act;
using FineTuneOperator.Api;
using FineTuneOperator.Core;
using FineTuneOperator.Observe;
using FineTuneOperator.Telemetry;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;

namespace FineTuneOperator.Controllers;

/// <summary>Observe, decide, act.</summary>
internal sealed partial class FineTuneJobController(Observer observer, Actor actor, OperatorMetrics metrics, ILogger<FineTuneJobController> logger) : IEntityController<FineTuneJob>
{
    public async Task<ReconciliationResult<FineTuneJob>> ReconcileAsync(FineTuneJob entity, CancellationToken cancellationToken)
    {
        JobFacts facts = await observer.ObserveAsync(entity, cancellationToken);
        Decision decision = JobRules.Decide(facts);
        metrics.Found(entity);
        metrics.Reconciled(decision.Rule);
        Log.Decided(logger, entity.Metadata.NamespaceProperty, entity.Metadata.Name, decision.Rule, decision.Actions.Count);
        return ReconciliationResult<FineTuneJob>.Success(entity, await actor.ActAsync(entity, decision, cancellationToken));
    }

    public Task<ReconciliationResult<FineTuneJob>> DeletedAsync(FineTuneJob entity, CancellationToken cancellationToken)
    {
        metrics.Forget(entity);
        return Task.FromResult(ReconciliationResult<FineTuneJob>.Success(entity));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "FineTuneJob {Namespace}/{Name}: rule {Rule}, {Actions} actions.")]
        public static partial void Decided(ILogger logger, string @namespace, string name, string rule, int actions);
    }
}
