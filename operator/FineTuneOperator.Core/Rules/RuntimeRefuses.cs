namespace FineTuneOperator.Core;

/// <summary>A job that its runtime does not allow waits, with every problem named.</summary>
internal static class RuntimeRefuses
{
    public static Decision? Decide(JobFacts facts)
    {
        if (facts.Runtime is not { } runtime) return null;
        IReadOnlyList<Problem> problems = RuntimeValidator.Validate(facts.Job, runtime.Spec);
        return problems.Count == 0 ? null : Refusals.Of(facts, nameof(RuntimeRefuses), Reasons.NotAllowed, Problem.Join(problems));
    }
}
