namespace KubeOps.Abstractions.Builder;

/// <summary>Whether controllers of one entity share a watch; the subset knows PerController.</summary>
public enum WatchStrategy
{
    PerController = 0,
    SharedPerEntity = 1,
}
