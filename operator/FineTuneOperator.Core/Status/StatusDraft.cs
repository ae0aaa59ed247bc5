using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Starts from the status as it stands and applies what changed.</summary>
internal static class StatusDraft
{
    private const int LongestMessage = 4096;

    /// <summary>The status as it stands, every condition present and the generation observed.</summary>
    public static FineTuneJobStatus Of(JobFacts facts)
    {
        FineTuneJobStatus status = facts.Status;
        DateTime now = facts.Now.UtcDateTime;
        return status with
        {
            ObservedGeneration = facts.Job.Metadata.Generation,
            State = status.State ?? RunStates.Pending,
            Conditions =
            [
                .. ConditionTypes.All.Select(type => status.Conditions.FirstOrDefault(one => one.Type == type)
                    ?? new JobCondition { Type = type, Status = "Unknown", Reason = Reasons.Pending, LastTransitionTime = now, ObservedGeneration = facts.Job.Metadata.Generation }),
                .. status.Conditions.Where(one => !ConditionTypes.All.Contains(one.Type)),
            ],
        };
    }

    /// <summary>The draft with some conditions changed; a condition's time moves only with its status.</summary>
    public static FineTuneJobStatus With(this FineTuneJobStatus draft, JobFacts facts, params ConditionChange[] changes) => draft with
    {
        Conditions = [.. draft.Conditions.Select(one => changes.Where(change => change.Type == one.Type).Select(change => Changed(one, change, facts)).FirstOrDefault() ?? one)],
    };

    /// <summary>Whether a condition is True.</summary>
    public static bool Is(this FineTuneJobStatus status, string type) => status.Conditions.Any(one => one.Type == type && one.Status == "True");

    private static JobCondition Changed(JobCondition old, ConditionChange change, JobFacts facts)
    {
        string status = change.Status switch { true => "True", false => "False", null => "Unknown" };
        return new JobCondition
        {
            Type = old.Type,
            Status = status,
            Reason = change.Reason,
            Message = change.Message.Length <= LongestMessage ? change.Message : change.Message[..LongestMessage],
            ObservedGeneration = facts.Job.Metadata.Generation,
            LastTransitionTime = old.Status == status ? old.LastTransitionTime : facts.Now.UtcDateTime,
        };
    }
}
