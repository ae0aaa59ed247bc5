namespace FineTuneOperator.Core;

/// <summary>A deleted job creates nothing; its children go with it, because they name it as their owner.</summary>
internal static class BeingDeleted
{
    public static Decision? Decide(JobFacts facts) =>
        facts.Job.Metadata.DeletionTimestamp is null ? null : new Decision { Rule = nameof(BeingDeleted) };
}
