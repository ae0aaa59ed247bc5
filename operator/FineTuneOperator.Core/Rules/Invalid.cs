using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>A job that is wrong by itself fails at once, with every problem named: its spec cannot change.</summary>
internal static class Invalid
{
    public static Decision? Decide(JobFacts facts)
    {
        IReadOnlyList<Problem> problems = JobValidator.Validate(facts.Job);
        if (problems.Count == 0) return null;
        string message = Problem.Join(problems);
        var failure = new FailureStatus { Class = nameof(ExitCode.InvalidConfig), Message = message, Hint = "Create a new FineTuneJob: a run's spec is immutable." };
        FineTuneJobStatus status = Endings.Failed(facts, Reasons.InvalidSpec, failure);
        return new Decision
        {
            Rule = nameof(Invalid),
            Status = status.With(facts, new ConditionChange(ConditionTypes.Accepted, false, Reasons.InvalidSpec, message)),
            Actions = [.. facts.Children.Where(child => child.IsLive).Select(child => new DeleteChild(child.Name))],
            Events = [new JobEvent(Reasons.InvalidSpec, message, IsWarning: true)],
        };
    }
}
