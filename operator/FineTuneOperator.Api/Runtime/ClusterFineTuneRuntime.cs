using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What runs of every namespace run on; owned by the platform team.</summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "clusterfinetuneruntimes")]
[KubernetesEntityShortNames("cftr")]
[EntityScope(EntityScope.Cluster)]
[GenericAdditionalPrinterColumn(".spec.image", "IMAGE", "string")]
[GenericAdditionalPrinterColumn(".spec.storage.endpoint", "STORAGE", "string")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date")]
public sealed class ClusterFineTuneRuntime : CustomKubernetesEntity<FineTuneRuntimeSpec>
{
    /// <summary>The kind.</summary>
    public const string KindName = "ClusterFineTuneRuntime";

    /// <summary>An empty runtime with its type set.</summary>
    public ClusterFineTuneRuntime()
    {
        ApiVersion = ApiGroup.ApiVersion;
        Kind = KindName;
    }
}
