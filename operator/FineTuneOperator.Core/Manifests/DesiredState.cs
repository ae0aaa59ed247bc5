using k8s;
using k8s.Models;

namespace FineTuneOperator.Core;

/// <summary>The objects of an attempt.</summary>
public static class DesiredState
{
    /// <summary>In the order they are applied: what the pod needs comes before the Job that makes it.</summary>
    public static IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Of(RunPlan plan) =>
    [
        RuntimeRevision.Of(plan),
        RunConfigMap.Of(plan),
        .. plan.Runtime.NetworkPolicy == "Generate" ? [EgressPolicy.Of(plan)] : Array.Empty<IKubernetesObject<V1ObjectMeta>>(),
        TrainerJob.Of(plan),
    ];
}
