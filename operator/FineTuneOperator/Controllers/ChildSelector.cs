using FineTune.Contract;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;

namespace FineTuneOperator.Controllers;

/// <summary>Only what this operator created is watched.</summary>
internal sealed class ChildSelector<TEntity> : IEntityLabelSelector<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    public ValueTask<string?> GetLabelSelectorAsync(CancellationToken cancellationToken) => new(PodNames.UidLabel);
}
