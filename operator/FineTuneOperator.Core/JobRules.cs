namespace FineTuneOperator.Core;

/// <summary>Decides what happens to a job: the first rule that has an opinion wins.</summary>
public static class JobRules
{
    private static readonly (string Name, Func<JobFacts, Decision?> Decide)[] Chain =
    [
        (nameof(BeingDeleted), BeingDeleted.Decide),         // deleted: nothing is created any more, the garbage collector takes the children
        (nameof(ManagedByOther), ManagedByOther.Decide),     // another controller's: nothing is touched, not even the status
        (nameof(AlreadyFinished), AlreadyFinished.Decide),   // over: never reopens, only cleans up
        (nameof(Invalid), Invalid.Decide),                   // wrong by itself: an immutable spec will never be right
        (nameof(ChildSucceeded), ChildSucceeded.Decide),     // a result wins over everything that is late
        (nameof(ChildFailed), ChildFailed.Decide),           // an attempt failed: give up, or note that another follows
        (nameof(Suspended), Suspended.Decide),               // stand still on request: the pod saves a checkpoint and goes
        (nameof(DeadlinePassed), DeadlinePassed.Decide),     // the running time is used up
        (nameof(StartDeadline), StartDeadline.Decide),       // it never got to run in time
        (nameof(ChildLost), ChildLost.Decide),               // somebody deleted the attempt: another follows, uncounted
        (nameof(Stalled), Stalled.Decide),                   // no sign of life: replace the attempt
        (nameof(ChildRunning), ChildRunning.Decide),         // an attempt is at work: show how far it is
        (nameof(OldPodAlive), OldPodAlive.Decide),           // the last attempt's pod has not ended: two must not write
        (nameof(BackingOff), BackingOff.Decide),             // not before the wait is over
        (nameof(RuntimeMissing), RuntimeMissing.Decide),     // Git may apply the runtime later
        (nameof(RuntimeRefuses), RuntimeRefuses.Decide),     // the platform may allow it later
        (nameof(NoChild), NoChild.Decide),                   // everything is set: start the next attempt
    ];

    /// <summary>The names of the rules, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Chain.Select(rule => rule.Name)];

    /// <summary>The decision; pure, total, and the same for the same facts.</summary>
    public static Decision Decide(JobFacts facts)
    {
        foreach ((string name, Func<JobFacts, Decision?> decide) in Chain)
            if (decide(facts) is { } decision)
                return decision with { Rule = name };
        throw new InvalidOperationException("The last rule always decides.");
    }
}
