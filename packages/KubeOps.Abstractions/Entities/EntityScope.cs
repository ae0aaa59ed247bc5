namespace KubeOps.Abstractions.Entities;

/// <summary>Where an entity lives.</summary>
public enum EntityScope
{
    Namespaced = 0,
    Cluster = 1,
}
