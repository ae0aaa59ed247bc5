using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;

namespace KubeOps.Operator.Watcher;

/// <summary>Remembers what of each entity has been queued, so that a change that does not count, or comes twice, is skipped.</summary>
internal sealed class SeenEntities<TEntity>(ReconcileStrategy strategy)
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly Dictionary<string, long> _generations = [];
    private readonly Dictionary<string, string> _versions = [];
    private readonly Dictionary<string, string> _deletions = [];

    public bool Has(TEntity entity) => (strategy, entity.Metadata.DeletionTimestamp) switch
    {
        (ReconcileStrategy.ByResourceVersion, _) =>
            _versions.TryGetValue(entity.Uid(), out string? version) && version == entity.ResourceVersion(),
        (_, not null) => _deletions.TryGetValue(entity.Uid(), out string? deletion) && deletion == Deletion(entity),

        // An entity without a generation (a pod) is always new.
        _ => _generations.TryGetValue(entity.Uid(), out long generation) && generation >= entity.Metadata.Generation,
    };

    public void Add(TEntity entity)
    {
        if (strategy == ReconcileStrategy.ByResourceVersion) _versions[entity.Uid()] = entity.ResourceVersion();
        else if (entity.Metadata.DeletionTimestamp is not null) _deletions[entity.Uid()] = Deletion(entity);
        else _generations[entity.Uid()] = entity.Metadata.Generation ?? 1;
    }

    public void Remove(TEntity entity)
    {
        _generations.Remove(entity.Uid());
        _versions.Remove(entity.Uid());
        _deletions.Remove(entity.Uid());
    }

    // Finalizers do not raise the generation, and each that goes calls for the next.
    private static string Deletion(TEntity entity) =>
        $"{entity.Metadata.DeletionTimestamp:O}:{entity.Metadata.DeletionGracePeriodSeconds}:{entity.Metadata.Generation}:"
        + string.Join(',', entity.Finalizers() ?? []);
}
