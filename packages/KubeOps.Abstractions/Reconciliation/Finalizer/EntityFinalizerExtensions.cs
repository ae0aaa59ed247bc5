using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;

namespace KubeOps.Abstractions.Reconciliation.Finalizer;

/// <summary>The name that a finalizer has where none is given.</summary>
public static class EntityFinalizerExtensions
{
    private const int MaxNameLength = 63;

    public static string GetIdentifierName<TEntity>(this IEntityFinalizer<TEntity> finalizer, TEntity entity)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        string group = entity.GetKubernetesEntityAttribute()?.Group ?? string.Empty;
        string name = finalizer.GetType().Name.ToLowerInvariant();
        string suffix = name.EndsWith("finalizer", StringComparison.Ordinal) ? string.Empty : "finalizer";
        string full = $"{group}/{name}{suffix}".TrimStart('/');
        return full.Length > MaxNameLength ? full[..MaxNameLength] : full;
    }
}
