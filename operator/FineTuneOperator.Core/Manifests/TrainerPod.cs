using FineTune.Contract;
using FineTuneOperator.Api;
using k8s.Models;

namespace FineTuneOperator.Core;

/// <summary>The pod of an attempt; it passes the restricted pod security standard.</summary>
internal static class TrainerPod
{
    // The user of the published trainer image.
    private const int User = 65532;
    private const long TokenSeconds = 3600;

    public static V1PodTemplateSpec Of(RunPlan plan) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Labels = ChildMetadata.Labels(plan, perAttempt: true),
            Annotations = plan.Annotations.Count == 0 ? null : plan.Annotations.ToDictionary(),
        },
        Spec = new V1PodSpec
        {
            RestartPolicy = "Never",
            ServiceAccountName = plan.Runtime.ServiceAccountName,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            TerminationGracePeriodSeconds = plan.Runtime.TerminationGracePeriodSeconds,
            NodeSelector = plan.Machine.NodeSelector.Count == 0 ? null : new SortedDictionary<string, string>(plan.Machine.NodeSelector, StringComparer.Ordinal),
            Tolerations = plan.Machine.Tolerations.Count == 0 ? null : [.. plan.Machine.Tolerations.Select(Toleration)],
            SecurityContext = new V1PodSecurityContext
            {
                RunAsNonRoot = true,
                RunAsUser = User,
                RunAsGroup = User,
                FsGroup = User,
                SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" },
            },
            Containers = [TrainerContainer.Of(plan)],
            Volumes = [RunVolume(plan), ScratchVolume(plan), TokenVolume()],
        },
    };

    private static V1Volume RunVolume(RunPlan plan) => new()
    {
        Name = TrainerPaths.RunVolume,
        ConfigMap = new V1ConfigMapVolumeSource { Name = plan.Name },
    };

    private static V1Volume ScratchVolume(RunPlan plan) => new()
    {
        Name = TrainerPaths.ScratchVolume,
        EmptyDir = new V1EmptyDirVolumeSource { SizeLimit = plan.Runtime.ScratchSize is { } size ? new ResourceQuantity(size) : null },
    };

    private static V1Volume TokenVolume() => new()
    {
        Name = TrainerPaths.TokenVolume,
        Projected = new V1ProjectedVolumeSource
        {
            Sources =
            [
                new V1VolumeProjection
                {
                    ServiceAccountToken = new V1ServiceAccountTokenProjection { Audience = PodNames.ProgressAudience, ExpirationSeconds = TokenSeconds, Path = TrainerPaths.TokenFile },
                },
            ],
        },
    };

    private static V1Toleration Toleration(PodToleration toleration) => new()
    {
        Key = toleration.Key,
        OperatorProperty = toleration.Operator,
        Value = toleration.Value,
        Effect = toleration.Effect,
    };
}
