using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Entities;

/// <summary>Gives the field selector that a controller watches with.</summary>
public interface IEntityFieldSelector<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    ValueTask<string?> GetFieldSelectorAsync(CancellationToken cancellationToken);
}
