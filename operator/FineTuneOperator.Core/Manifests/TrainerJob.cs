using FineTune.Contract;
using k8s.Models;

namespace FineTuneOperator.Core;

/// <summary>The child Job of an attempt: one pod, never restarted in place; the operator alone decides about the next attempt.</summary>
internal static class TrainerJob
{
    private static readonly int[] PermanentCodes = [.. Enum.GetValues<ExitCode>().Select(code => (int)code).Where(code => code != 0 && !ExitCodes.IsRetryable(code)).Order()];

    public static V1Job Of(RunPlan plan) => new()
    {
        ApiVersion = "batch/v1",
        Kind = "Job",
        Metadata = ChildMetadata.Of(plan, plan.Name, perAttempt: true),
        Spec = new V1JobSpec
        {
            Parallelism = 1,
            Completions = 1,
            BackoffLimit = 0,
            PodReplacementPolicy = "Failed",
            PodFailurePolicy = FailurePolicy(),
            Template = TrainerPod.Of(plan),
        },
    };

    private static V1PodFailurePolicy FailurePolicy() => new()
    {
        Rules =
        [
            new V1PodFailurePolicyRule
            {
                Action = "Ignore",
                OnPodConditions = [new V1PodFailurePolicyOnPodConditionsPattern { Type = "DisruptionTarget", Status = "True" }],
            },
            new V1PodFailurePolicyRule
            {
                Action = "FailJob",
                OnExitCodes = new V1PodFailurePolicyOnExitCodesRequirement { ContainerName = PodNames.TrainerContainer, OperatorProperty = "In", Values = PermanentCodes },
            },
        ],
    };
}
