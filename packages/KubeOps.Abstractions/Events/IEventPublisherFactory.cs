namespace KubeOps.Abstractions.Events;

/// <summary>Makes the publisher that is injected.</summary>
public interface IEventPublisherFactory
{
    EventPublisher Create();
}
