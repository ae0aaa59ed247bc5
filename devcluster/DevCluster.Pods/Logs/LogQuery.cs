namespace DevCluster.Pods.Logs;

/// <summary>Which part of a log is wanted.</summary>
public sealed record LogQuery
{
    /// <summary>The container; null for the first.</summary>
    public string? Container { get; init; }

    /// <summary>Whether to go on until the container has ended.</summary>
    public bool Follow { get; init; }

    /// <summary>Only so many of the last lines.</summary>
    public int? TailLines { get; init; }

    /// <summary>Only so many bytes.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Only lines since a time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether lines begin with their time.</summary>
    public bool Timestamps { get; init; }

    /// <summary>The run before the current one.</summary>
    public bool Previous { get; init; }
}
