namespace KubeOps.Abstractions.Builder;

/// <summary>How instances of the operator share the work; the subset knows None and Single.</summary>
public enum LeaderElectionType
{
    None = 0,
    Single = 1,
    Custom = 2,
    Scoped = 3,
}
