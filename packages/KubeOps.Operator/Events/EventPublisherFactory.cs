using k8s;
using k8s.Models;
using KubeOps.Abstractions.Events;
using KubeOps.KubernetesClient;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Events;

/// <summary>Makes publishers that count a repeated event instead of writing another; what fails is logged, never thrown.</summary>
internal sealed class EventPublisherFactory(IKubernetesClient client, IEventResourceFactory resources, ILogger<EventPublisher> logger)
    : IEventPublisherFactory
{
    public EventPublisher Create() => PublishAsync;

    private async Task PublishAsync(
        IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type, CancellationToken cancellationToken)
    {
        Corev1Event fresh = resources.CreateEvent(entity, reason, message, type);
        try
        {
            Corev1Event published = await client.GetAsync<Corev1Event>(fresh.Name(), fresh.Namespace(), cancellationToken) ?? fresh;
            DateTime now = DateTime.UtcNow;
            published.FirstTimestamp ??= now;
            published.LastTimestamp = now;
            published.Count = (published.Count ?? 0) + 1;
            await client.SaveAsync(published, cancellationToken);
        }
        catch (Exception e)
        {
            EventLog.Failed(logger, e, reason, entity.Describe());
        }
    }
}
