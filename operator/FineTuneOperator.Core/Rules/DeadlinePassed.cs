using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>A run that used up its running time ends.</summary>
internal static class DeadlinePassed
{
    public static Decision? Decide(JobFacts facts)
    {
        if (Waits.ActiveDeadline(facts.Job.Spec, facts.Runtime) is not { } limit || RunningTime.Elapsed(facts) < limit) return null;
        var failure = new FailureStatus
        {
            Class = Reasons.DeadlineExceeded,
            Message = $"the run was running for {RunningTime.Elapsed(facts)} s, {limit} s are allowed",
            Hint = "Checkpoints stay; raise activeDeadlineSeconds in a new FineTuneJob.",
            Step = facts.Status.Progress?.Step,
        };
        return new Decision
        {
            Rule = nameof(DeadlinePassed),
            Status = Endings.Failed(facts, Reasons.DeadlineExceeded, failure),
            Actions = [.. facts.Children.Where(child => child.IsLive).Select(child => new DeleteChild(child.Name))],
            Events = [new JobEvent(Reasons.DeadlineExceeded, failure.Message, IsWarning: true)],
        };
    }
}
