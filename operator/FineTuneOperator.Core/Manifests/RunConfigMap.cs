using System.Text.Json;
using FineTune.Contract;
using k8s.Models;

namespace FineTuneOperator.Core;

/// <summary>Carries run.json to the pod.</summary>
internal static class RunConfigMap
{
    public static V1ConfigMap Of(RunPlan plan) => new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = ChildMetadata.Of(plan, plan.Name, perAttempt: true),
        Immutable = true,
        Data = new Dictionary<string, string> { [RunLayout.RunSpec] = JsonSerializer.Serialize(plan.Run, ContractJson.Indented) + "\n" },
    };
}
