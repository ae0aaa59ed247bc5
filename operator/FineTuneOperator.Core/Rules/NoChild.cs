using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Starts the next attempt.</summary>
internal static class NoChild
{
    public static Decision? Decide(JobFacts facts)
    {
        RunPlan plan = Planner.Plan(facts.Job, facts.Runtime!.Spec, facts.Operator, facts.LastEpoch + 1);
        int epoch = plan.Run.Run.Epoch;
        string message = epoch == 1 ? $"started attempt 1 as Job {plan.Name}" : $"started attempt {epoch} as Job {plan.Name}; it goes on from the newest checkpoint";
        FineTuneJobStatus status = StatusDraft.Of(facts).With(facts,
            new(ConditionTypes.Accepted, true, Reasons.Accepted),
            new(ConditionTypes.Succeeded, null, Reasons.AttemptStarted, message),
            new(ConditionTypes.Failed, false, Reasons.AttemptStarted),
            new(ConditionTypes.Training, false, Reasons.AttemptStarted),
            new(ConditionTypes.OutputPublished, false, Reasons.AttemptStarted),
            new(ConditionTypes.Suspended, false, Reasons.Resumed),
            new(ConditionTypes.Reconciling, false, Reasons.AttemptStarted),
            new(ConditionTypes.Stalled, false, Reasons.AttemptStarted));
        return new Decision
        {
            Rule = nameof(NoChild),
            Status = status with
            {
                State = RunStates.Pending,
                RuntimeRevision = plan.RevisionName,
                JobRef = new ChildReference { Name = plan.Name, Epoch = epoch },
                Inputs = (status.Inputs ?? new()) with { Fingerprint = plan.Run.Run.Fingerprint },
            },
            // The last attempt stays for its logs; what is older goes.
            Actions = [.. facts.Children.Where(child => child.Epoch < epoch - 1 && !child.Deleting).Select(child => new DeleteChild(child.Name)), new StartAttempt(plan)],
            Events = [new JobEvent(Reasons.AttemptStarted, message)],
            RequeueAfter = Waits.WhileRunning,
        };
    }
}
