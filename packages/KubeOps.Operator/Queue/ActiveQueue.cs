using k8s;
using k8s.Models;

namespace KubeOps.Operator.Queue;

/// <summary>In the scope of a reconciliation: the queue that it came from.</summary>
internal sealed class ActiveQueue<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    public TimedEntityQueue<TEntity>? Current { get; set; }
}
