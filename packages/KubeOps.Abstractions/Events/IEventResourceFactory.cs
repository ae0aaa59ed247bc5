using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Events;

/// <summary>Makes the event object that is written to the API server.</summary>
public interface IEventResourceFactory
{
    Corev1Event CreateEvent(IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type);
}
