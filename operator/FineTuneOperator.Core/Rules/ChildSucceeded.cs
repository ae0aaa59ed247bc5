using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>An attempt reached its end well: so did the run.</summary>
internal static class ChildSucceeded
{
    public static Decision? Decide(JobFacts facts)
    {
        if (facts.Current is not { Outcome: ChildOutcome.Succeeded } child) return null;
        RunReport? report = facts.CurrentPod?.Report;
        string reason = report?.Message.StartsWith(Reasons.AlreadyTrained, StringComparison.Ordinal) == true ? Reasons.AlreadyTrained : Reasons.Completed;
        string message = report?.Message ?? "the trainer ended well; its report is gone with its pod, report.json lies beside the artifacts";
        FineTuneJobStatus status = Endings.Succeeded(facts, reason, message);
        if (report is not null) status = status.WithReport(report, child.Epoch);
        status = status.With(facts, status.Outputs.Count > 0
            ? new ConditionChange(ConditionTypes.OutputPublished, true, reason, $"{status.Outputs.Count} artifacts in {facts.Job.Spec.Output.Uri}")
            : new ConditionChange(ConditionTypes.OutputPublished, false, reason, "nothing was published"));
        status = status.WithCheckpoint(facts, null);
        return new Decision { Rule = nameof(ChildSucceeded), Status = status with { StartTime = status.StartTime ?? facts.CurrentPod?.StartedAt?.UtcDateTime }, Events = [new JobEvent(reason, message)] };
    }
}
