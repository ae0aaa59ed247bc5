using FineTuneOperator.Api;
using k8s;
using k8s.Models;

namespace FineTuneOperator.Core;

/// <summary>Pins the runtime of a job: the API server lets nobody change a ControllerRevision's data.</summary>
public static class RuntimeRevision
{
    /// <summary>The revision of a plan's runtime.</summary>
    public static V1ControllerRevision Of(RunPlan plan) => new()
    {
        ApiVersion = "apps/v1",
        Kind = "ControllerRevision",
        Metadata = ChildMetadata.Of(plan, plan.RevisionName, perAttempt: false) with { Annotations = null },
        Revision = 1,
        Data = plan.Runtime,
    };

    /// <summary>The runtime that a revision pins.</summary>
    public static FineTuneRuntimeSpec Read(V1ControllerRevision revision) =>
        KubernetesJson.Deserialize<FineTuneRuntimeSpec>(KubernetesJson.Serialize(revision.Data));
}
