using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>A job of another controller is left alone.</summary>
internal static class ManagedByOther
{
    public static Decision? Decide(JobFacts facts) =>
        facts.Job.Spec.ManagedBy == ApiGroup.ManagedBy ? null : new Decision { Rule = nameof(ManagedByOther) };
}
