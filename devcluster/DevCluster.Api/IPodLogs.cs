namespace DevCluster.Api;

/// <summary>Where the server finds the output of pods.</summary>
public interface IPodLogs
{
    /// <summary>Null when the pod has no log yet.</summary>
    Task<Stream?> OpenAsync(string ns, string pod, PodLogQuery query, CancellationToken ct);
}
