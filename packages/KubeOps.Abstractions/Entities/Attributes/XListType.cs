namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How the API server merges a list.</summary>
public enum XListType
{
    Atomic = 0,
    Set = 1,
    Map = 2,
}
