using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Entities;

/// <summary>An entity of a custom resource.</summary>
public abstract class CustomKubernetesEntity : KubernetesObject, IKubernetesObject<V1ObjectMeta>
{
    public V1ObjectMeta Metadata { get; set; } = new();
}
