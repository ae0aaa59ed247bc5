using k8s.Models;

namespace KubeOps.Abstractions.Entities;

/// <summary>An entity of a custom resource with a spec.</summary>
public abstract class CustomKubernetesEntity<TSpec> : CustomKubernetesEntity, ISpec<TSpec>
    where TSpec : new()
{
    public TSpec Spec { get; set; } = new();
}
