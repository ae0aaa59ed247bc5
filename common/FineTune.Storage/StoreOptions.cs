namespace FineTune.Storage;

/// <summary>How an object store is talked to; memory stays below <see cref="Parallel"/> small buffers whatever an object's size.</summary>
public sealed record StoreOptions
{
    /// <summary>Bytes of a ranged read.</summary>
    public int RangeBytes { get; init; } = 8 << 20;

    /// <summary>Bytes of an uploaded part, at least 5 MiB; files up to this go in one request.</summary>
    public int PartBytes { get; init; } = 16 << 20;

    /// <summary>Ranges or parts under way at once.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How often a failed request is tried again.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The pause before the second try; it doubles, with jitter.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a connection may be silent.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);
}
