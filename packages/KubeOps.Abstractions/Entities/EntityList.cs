using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Entities;

/// <summary>A list of entities as the API server answers it.</summary>
public class EntityList<T> : KubernetesObject
    where T : IKubernetesObject
{
    public V1ListMeta Metadata { get; set; } = new();

    public IList<T> Items { get; set; } = [];
}
