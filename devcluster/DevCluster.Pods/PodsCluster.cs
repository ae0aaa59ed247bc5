using DevCluster.Pods.Api;
using DevCluster.Pods.Jobs;
using DevCluster.Pods.Logs;
using DevCluster.Pods.Running;
using DevCluster.Pods.Scheduling;

namespace DevCluster.Pods;

/// <summary>The Job controller, the scheduler and the pod runner of one cluster.</summary>
public sealed class PodsCluster : IAsyncDisposable
{
    private readonly ClusterClient _client;
    private readonly JobController _jobs;
    private readonly Scheduler _scheduler;
    private readonly PodRunner _runner;
    private readonly CancellationTokenSource _deciding = new();
    private readonly CancellationTokenSource _watching = new();
    private readonly List<Task> _loops;
    private bool _stopped;

    private PodsCluster(PodsOptions options, ClusterClient client)
    {
        _client = client;
        ObjectCache jobs = new(client, Paths.Jobs);
        ObjectCache pods = new(client, Paths.Pods);
        ObjectCache nodes = new(client, Paths.Nodes);
        _jobs = new JobController(client, jobs, pods, options.Time, options.Logger);
        _scheduler = new Scheduler(client, pods, nodes, options.Time, options.Logger);
        RunnerContext context = new(client, options.AddressForPods ?? options.ApiServer, pods, nodes, new ImageTable(options.ImagesFile), options.Directory, options.Time, options.Logger);
        _runner = new PodRunner(context, options.Nodes.Select(node => node.Name));
        _loops =
        [
            .. new[] { jobs, pods, nodes }.Select(cache => cache.RunAsync(_watching.Token)),
            _jobs.RunAsync(_deciding.Token),
            _scheduler.RunAsync(_deciding.Token),
            _runner.RunAsync(_deciding.Token),
        ];
    }

    /// <summary>Registers the nodes and starts.</summary>
    public static async Task<PodsCluster> StartAsync(PodsOptions options, CancellationToken ct = default)
    {
        ClusterClient client = new(options.ApiServer, options.Token);
        await NodeRegistration.RegisterAsync(client, options.Nodes, options.Time, ct);
        return new PodsCluster(options, client);
    }

    /// <summary>Opens the log of a pod; null when it has none yet.</summary>
    public Stream? OpenLog(string ns, string pod, LogQuery query, CancellationToken ct) => _runner.OpenLog(ns, pod, query, ct);

    /// <summary>Stops deciding, then ends every pod, or leaves the processes to the next start on the same directory.</summary>
    public async Task StopAsync(bool leaveRunning = false)
    {
        if (_stopped) return;
        _stopped = true;
        await _deciding.CancelAsync();
        await _runner.StopAsync(leaveRunning);
        await _watching.CancelAsync();
        await Task.WhenAll(_loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _runner.Dispose();
        _scheduler.Dispose();
        _jobs.Dispose();
        _client.Dispose();
        _deciding.Dispose();
        _watching.Dispose();
    }
}
