namespace KubeOps.Abstractions.Builder;

/// <summary>Which change of an entity reconciles it.</summary>
public enum ReconcileStrategy
{
    ByGeneration = 0,
    ByResourceVersion = 1,
}
