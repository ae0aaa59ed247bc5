namespace KubeOps.Abstractions.Builder;

/// <summary>Which queue stands between watchers and reconcilers; the subset knows InMemory.</summary>
public enum QueueStrategy
{
    InMemory = 0,
    Custom = 1,
}
