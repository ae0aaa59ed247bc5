namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How the API server merges an object.</summary>
public enum XMapType
{
    Granular = 0,
    Atomic = 1,
}
