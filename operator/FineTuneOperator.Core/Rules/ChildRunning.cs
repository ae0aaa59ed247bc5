using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>An attempt is at work: the status says how far it is.</summary>
internal static class ChildRunning
{
    public static Decision? Decide(JobFacts facts)
    {
        if (facts.Current is not { IsLive: true } child) return null;
        Stage stage = Stages.Of(facts, child);
        PodFacts? pod = facts.CurrentPod;
        FineTuneJobStatus status = StatusDraft.Of(facts).With(facts,
            new(ConditionTypes.Succeeded, null, stage.Reason, stage.Message),
            new(ConditionTypes.Failed, false, stage.Reason),
            new(ConditionTypes.Accepted, true, Reasons.Accepted),
            new(ConditionTypes.QuotaAdmitted, !child.Suspended, child.Suspended ? Reasons.Queued : Reasons.Admitted, child.Suspended ? "the queue holds the run" : ""),
            new(ConditionTypes.InputsReady, stage.InputsReady, stage.Reason),
            new(ConditionTypes.Training, stage.State == RunStates.Training, stage.Reason, stage.Message),
            new(ConditionTypes.OutputPublished, false, stage.Reason),
            new(ConditionTypes.Suspended, false, Reasons.Resumed),
            new(ConditionTypes.Reconciling, false, stage.Reason),
            new(ConditionTypes.Stalled, false, stage.Reason),
            facts.Status.Checkpoint is { } checkpoint
                ? new(ConditionTypes.CheckpointAvailable, true, Reasons.CheckpointSaved, $"step {checkpoint.Step}")
                : new(ConditionTypes.CheckpointAvailable, false, stage.Reason)) with
        {
            State = stage.State,
            StartTime = facts.Status.StartTime ?? pod?.StartedAt?.UtcDateTime,
            RuntimeRevision = facts.Runtime?.Pinned ?? facts.Status.RuntimeRevision,
            JobRef = new ChildReference { Name = child.Name, Uid = child.Uid, Epoch = child.Epoch, Pod = pod?.Name, Node = pod?.Node, RunningSince = pod?.StartedAt?.UtcDateTime },
        };
        return new Decision
        {
            Rule = nameof(ChildRunning),
            Status = status,
            Events = Events(facts, stage),
            RequeueAfter = Waits.Soonest(Waits.WhileRunning, DeadlineLeft(facts), StartDeadline.Left(facts), Stalled.Left(facts)),
        };
    }

    private static IReadOnlyList<JobEvent> Events(JobFacts facts, Stage stage) =>
        stage.State == facts.Status.State ? [] : stage.State switch
        {
            RunStates.Training or RunStates.Publishing or RunStates.Queued => [new JobEvent(stage.Reason, stage.Message)],
            _ => [],
        };

    private static TimeSpan? DeadlineLeft(JobFacts facts) =>
        facts.CurrentPod?.StartedAt is not null && Waits.ActiveDeadline(facts.Job.Spec, facts.Runtime) is { } limit
            ? TimeSpan.FromSeconds(limit - RunningTime.Elapsed(facts))
            : null;
}
