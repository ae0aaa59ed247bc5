using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What a team's runs run on: image, GPU classes, storage and limits, inside one namespace.</summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "finetuneruntimes")]
[KubernetesEntityShortNames("ftr")]
[EntityScope(EntityScope.Namespaced)]
[GenericAdditionalPrinterColumn(".spec.image", "IMAGE", "string")]
[GenericAdditionalPrinterColumn(".spec.storage.endpoint", "STORAGE", "string")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date")]
public sealed class FineTuneRuntime : CustomKubernetesEntity<FineTuneRuntimeSpec>
{
    /// <summary>The kind.</summary>
    public const string KindName = "FineTuneRuntime";

    /// <summary>An empty runtime with its type set.</summary>
    public FineTuneRuntime()
    {
        ApiVersion = ApiGroup.ApiVersion;
        Kind = KindName;
    }
}
