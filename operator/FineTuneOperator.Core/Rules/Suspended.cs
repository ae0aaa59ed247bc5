using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Suspends by deleting the child, whose pod saves a checkpoint on its way; the child's own suspend belongs to the queue.</summary>
internal static class Suspended
{
    public static Decision? Decide(JobFacts facts)
    {
        if (!facts.Job.Spec.Suspend) return null;
        if (facts.Current is { IsLive: true } child)
            return Ending(facts, [new DeleteChild(child.Name)], [new JobEvent(Reasons.Suspending, $"attempt {child.Epoch} saves a checkpoint and ends")]);
        return facts.Pods.Any(pod => !pod.IsOver) || facts.Current is { Outcome: ChildOutcome.None } ? Ending(facts, [], []) : StandsStill(facts);
    }

    private static Decision Ending(JobFacts facts, IReadOnlyList<JobAction> actions, IReadOnlyList<JobEvent> events) => new()
    {
        Rule = nameof(Suspended),
        Status = StatusDraft.Of(facts).WithCheckpoint(facts, facts.LastPod).With(facts,
            new(ConditionTypes.Suspended, null, Reasons.Suspending, "the pod saves a checkpoint and ends"),
            new(ConditionTypes.Succeeded, null, Reasons.Suspending),
            new(ConditionTypes.Failed, false, Reasons.Suspending)) with
        { State = RunStates.Suspending },
        Actions = actions,
        Events = events,
        RequeueAfter = Waits.WhileEnding,
    };

    private static Decision StandsStill(JobFacts facts)
    {
        const string Message = "set spec.suspend to false to go on";
        FineTuneJobStatus status = StatusDraft.Of(facts).WithCheckpoint(facts, facts.LastPod).Closed(facts).With(facts,
            new(ConditionTypes.Suspended, true, Reasons.Suspended, Message),
            new(ConditionTypes.Succeeded, null, Reasons.Suspended, Message),
            new(ConditionTypes.Failed, false, Reasons.Suspended),
            new(ConditionTypes.Training, false, Reasons.Suspended),
            new(ConditionTypes.Reconciling, false, Reasons.Suspended),
            new(ConditionTypes.Stalled, false, Reasons.Suspended));
        return new Decision
        {
            Rule = nameof(Suspended),
            Status = status with
            {
                State = RunStates.Suspended,
                JobRef = null,
                Restarts = facts.LastEpoch == 0 ? status.Restarts : (status.Restarts ?? new()) with { LastEpoch = facts.LastEpoch, NextStartTime = null },
            },
            Events = facts.Status.Is(ConditionTypes.Suspended) ? [] : [new JobEvent(Reasons.Suspended, Message)],
        };
    }
}
