using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Makes the plan of an attempt from a valid job and its runtime.</summary>
public static class Planner
{
    /// <summary>The plan of attempt <paramref name="epoch"/>.</summary>
    public static RunPlan Plan(FineTuneJob job, FineTuneRuntimeSpec runtime, OperatorFacts facts, int epoch) => new()
    {
        Name = ChildName(job.Metadata.Name, epoch),
        RevisionName = RevisionName(job.Metadata.Name),
        Run = RunSpecBuilder.Build(job, runtime, facts, epoch),
        Runtime = runtime,
        Machine = runtime.GpuClasses.Single(one => one.Name == job.Spec.Resources.GpuClass),
        SecretName = job.Spec.Credentials.SecretRef.Name,
        Labels = CopiedMetadata.Of(job.Metadata.Labels),
        Annotations = CopiedMetadata.Of(job.Metadata.Annotations),
    };

    /// <summary>The name of an attempt's objects.</summary>
    public static string ChildName(string job, int epoch) => $"{job}-{epoch}";

    /// <summary>The name of the ControllerRevision that pins the runtime.</summary>
    public static string RevisionName(string job) => $"{job}-runtime";
}
