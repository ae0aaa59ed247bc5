using DevCluster.Api;
using DevCluster.Pods;
using DevCluster.Pods.Logs;

namespace DevCluster;

/// <summary>Gives the API server the logs of the pod runner, which starts after it.</summary>
internal sealed class PodLogs(TimeProvider time) : IPodLogs
{
    /// <summary>The runner, once it is there.</summary>
    public PodsCluster? Source { get; set; }

    public Task<Stream?> OpenAsync(string ns, string pod, PodLogQuery query, CancellationToken ct)
    {
        LogQuery wanted = new()
        {
            Container = query.Container,
            Follow = query.Follow,
            TailLines = query.TailLines,
            LimitBytes = query.LimitBytes,
            Since = query.SinceTime ?? (query.SinceSeconds is { } seconds ? time.GetUtcNow().AddSeconds(-seconds) : null),
            Timestamps = query.Timestamps,
            Previous = query.Previous,
        };
        return Task.FromResult(Source?.OpenLog(ns, pod, wanted, ct));
    }
}
