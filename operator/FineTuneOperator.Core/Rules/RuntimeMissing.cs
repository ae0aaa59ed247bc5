namespace FineTuneOperator.Core;

/// <summary>Without its runtime a job waits.</summary>
internal static class RuntimeMissing
{
    public static Decision? Decide(JobFacts facts)
    {
        if (facts.Runtime is not null) return null;
        var reference = facts.Job.Spec.RuntimeRef;
        return Refusals.Of(facts, nameof(RuntimeMissing), Reasons.RuntimeNotFound, $"spec.runtimeRef: there is no {reference.Kind} \"{reference.Name}\"; create it, and the run starts");
    }
}
