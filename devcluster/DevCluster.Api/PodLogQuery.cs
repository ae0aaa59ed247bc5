namespace DevCluster.Api;

/// <summary>Which part of a pod's log is wanted.</summary>
public sealed record PodLogQuery(
    string? Container, bool Follow, int? TailLines, long? LimitBytes, int? SinceSeconds, DateTimeOffset? SinceTime, bool Timestamps, bool Previous);
