using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Says which checkpoint the next attempt would start from.</summary>
internal static class CheckpointNote
{
    /// <summary>The draft with the newest checkpoint, by the report that a pod left or by what was posted before, and the condition that says so.</summary>
    public static FineTuneJobStatus WithCheckpoint(this FineTuneJobStatus draft, JobFacts facts, PodFacts? pod)
    {
        if (pod?.Report?.LastCheckpoint is { } reported && reported.Step >= (draft.Checkpoint?.Step ?? 0))
            draft = draft with { Checkpoint = ReportStatus.CheckpointOf(reported) };
        return draft.Checkpoint is { } checkpoint
            ? draft.With(facts, new ConditionChange(ConditionTypes.CheckpointAvailable, true, Reasons.CheckpointSaved, $"step {checkpoint.Step}"))
            : draft;
    }
}
