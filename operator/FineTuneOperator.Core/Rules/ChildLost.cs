using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>An attempt whose child Job somebody deleted is replaced, and does not count.</summary>
internal static class ChildLost
{
    public static Decision? Decide(JobFacts facts)
    {
        int noted = facts.Status.Restarts?.LastEpoch ?? 0;
        int epoch = Math.Max(facts.Status.JobRef?.Epoch ?? 0, facts.Current?.Epoch ?? 0);
        bool gone = facts.Current is null || facts.Current.Epoch < epoch || facts.Current is { Deleting: true, Outcome: ChildOutcome.None };
        if (epoch <= noted || !gone) return null;
        var failure = new FailureStatus { Class = FailureClasses.PodLost, Message = "the child Job was deleted", Retryable = true };
        return Restarts.After(facts, epoch, failure, nameof(ChildLost));
    }
}
