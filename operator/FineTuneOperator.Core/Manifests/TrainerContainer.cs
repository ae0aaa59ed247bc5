using FineTune.Contract;
using FineTuneOperator.Api;
using k8s.Models;

namespace FineTuneOperator.Core;

/// <summary>The container that trains.</summary>
internal static class TrainerContainer
{
    public static V1Container Of(RunPlan plan) => new()
    {
        Name = PodNames.TrainerContainer,
        Image = plan.Runtime.Image,
        ImagePullPolicy = plan.Runtime.ImagePullPolicy,
        Args = ["run", $"{TrainerPaths.RunFolder}/{RunLayout.RunSpec}"],
        Env = [.. Environment(plan)],
        Ports = plan.Runtime.MetricsPort is { } port ? [new V1ContainerPort { Name = "metrics", ContainerPort = port }] : null,
        Resources = Resources(plan.Machine),
        SecurityContext = new V1SecurityContext
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            RunAsNonRoot = true,
            Capabilities = new V1Capabilities { Drop = ["ALL"] },
        },
        TerminationMessagePath = TrainerPaths.TerminationLog,
        TerminationMessagePolicy = "File",
        VolumeMounts =
        [
            new V1VolumeMount { Name = TrainerPaths.RunVolume, MountPath = TrainerPaths.RunFolder, ReadOnlyProperty = true },
            new V1VolumeMount { Name = TrainerPaths.ScratchVolume, MountPath = TrainerPaths.ScratchFolder },
            new V1VolumeMount { Name = TrainerPaths.TokenVolume, MountPath = TrainerPaths.TokenFolder, ReadOnlyProperty = true },
        ],
    };

    private static IEnumerable<V1EnvVar> Environment(RunPlan plan)
    {
        yield return Secret(TrainerVariables.AccessKey, plan.SecretName, "accessKey", optional: false);
        yield return Secret(TrainerVariables.SecretKey, plan.SecretName, "secretKey", optional: false);
        yield return Secret(TrainerVariables.SessionToken, plan.SecretName, "sessionToken", optional: true);
        yield return Plain(TrainerVariables.Scratch, TrainerPaths.ScratchFolder);
        yield return Plain(TrainerVariables.TokenFile, $"{TrainerPaths.TokenFolder}/{TrainerPaths.TokenFile}");
        yield return Plain(TrainerVariables.TerminationLog, TrainerPaths.TerminationLog);
        if (plan.Runtime.MetricsPort is { } port) yield return Plain(TrainerVariables.MetricsPort, $"{port}");
        // The root file system is read-only: the runtime's temporary files go to scratch, and its diagnostics pipe stays shut.
        yield return Plain("TMPDIR", TrainerPaths.ScratchFolder);
        yield return Plain("DOTNET_EnableDiagnostics", "0");
    }

    private static V1EnvVar Plain(string name, string value) => new() { Name = name, Value = value };

    private static V1EnvVar Secret(string name, string secret, string key, bool optional) => new()
    {
        Name = name,
        ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = secret, Key = key, Optional = optional ? true : null } },
    };

    private static V1ResourceRequirements? Resources(GpuClass machine)
    {
        Dictionary<string, ResourceQuantity> requests = Amounts(machine.Requests);
        Dictionary<string, ResourceQuantity> limits = Amounts(machine.Limits);
        // An extended resource must be requested exactly as it is limited.
        if (machine.Count > 0) requests[machine.ResourceName] = limits[machine.ResourceName] = new ResourceQuantity($"{machine.Count}");
        if (requests.Count == 0 && limits.Count == 0) return null;
        return new V1ResourceRequirements { Requests = requests.Count == 0 ? null : requests, Limits = limits.Count == 0 ? null : limits };
    }

    private static Dictionary<string, ResourceQuantity> Amounts(ComputeResources? amounts)
    {
        var result = new Dictionary<string, ResourceQuantity>();
        if (amounts?.Cpu is { } cpu) result["cpu"] = new ResourceQuantity(cpu);
        if (amounts?.EphemeralStorage is { } disk) result["ephemeral-storage"] = new ResourceQuantity(disk);
        if (amounts?.Memory is { } memory) result["memory"] = new ResourceQuantity(memory);
        return result;
    }
}
