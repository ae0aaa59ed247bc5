namespace FineTune.Contract;

/// <summary>Which job and which attempt a run belongs to.</summary>
public sealed record RunIdentity
{
    /// <summary>The FineTuneJob's name.</summary>
    public required string Name { get; init; }

    /// <summary>The FineTuneJob's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The FineTuneJob's uid: the run's folder in the store.</summary>
    public required string Uid { get; init; }

    /// <summary>The attempt, from 1: the fencing token of everything the attempt writes.</summary>
    public required int Epoch { get; init; }

    /// <summary>The digest of everything that decides the result (<c>sha256:...</c>).</summary>
    public required string Fingerprint { get; init; }
}
