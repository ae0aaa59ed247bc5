namespace KubeOps.KubernetesClient;

/// <summary>What a watch asks for.</summary>
internal sealed record WatchOptions(
    bool? AllowBookmarks, string? ResourceVersion, string? LabelSelector, string? FieldSelector, TimeSpan? Timeout)
{
    public int? TimeoutSeconds => Timeout is { } timeout ? (int)timeout.TotalSeconds : null;
}
