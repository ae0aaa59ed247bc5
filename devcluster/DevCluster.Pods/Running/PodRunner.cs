using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;
using DevCluster.Pods.Logs;

namespace DevCluster.Pods.Running;

/// <summary>One kubelet for all of this cluster's own nodes: every pod placed there has a worker; pods of other nodes are left alone.</summary>
internal sealed class PodRunner : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(30);

    private readonly RunnerContext _context;
    private readonly HashSet<string> _nodes;
    private readonly Dictionary<string, PodWorker> _workers = [];
    private readonly HashSet<string> _finished = [];
    private readonly Lock _gate = new();
    private readonly Signal _changed = new();

    public PodRunner(RunnerContext context, IEnumerable<string> nodes)
    {
        _context = context;
        _nodes = [.. nodes];
        PrivateFiles.CreateFolder(context.Folder);
        context.Pods.Notify(_changed);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        await _context.Pods.Filled.Task.WaitAsync(ct);
        while (!ct.IsCancellationRequested)
        {
            var pods = _context.Pods.Items.Where(pod => pod.Node() is { } node && _nodes.Contains(node)).ToDictionary(pod => pod.Uid());
            foreach (JsonObject pod in pods.Values) await Guard.RunAsync(_context.Logger, pod, () => CareAsync(pod));
            foreach (string uid in Known().Where(uid => !pods.ContainsKey(uid))) Clear(uid);
            await _changed.WaitAsync(Look, ct);
        }
    }

    /// <summary>Opens the log of a pod; null when it has none yet.</summary>
    public Stream? OpenLog(string ns, string name, LogQuery query, CancellationToken ct)
    {
        if (_context.Pods.Find(ns, name) is not { } pod) return null;
        string container = query.Container ?? pod.Items("spec", "containers").First().Text("name")!;
        var folder = PodFolder.Of(_context.Folder, pod);
        int attempt = folder.LastAttempt(container) - (query.Previous ? 1 : 0);
        string path = Path.Combine(folder.Attempt(container, attempt), LogFile.Name);
        if (attempt < 0 || !File.Exists(path)) return null;
        return LogReader.Open(path, query, () => WorkerOf(pod) is not { } worker || worker.IsOver(container, attempt), ct);
    }

    /// <summary>Ends every pod as a node that shuts down does, or leaves all processes to the next runner.</summary>
    public async Task StopAsync(bool leaveRunning)
    {
        PodWorker[] workers;
        lock (_gate) workers = [.. _workers.Values];
        PodEnd end = new("Terminated", "Pod was terminated in response to imminent node shutdown.", "TerminationByKubelet");
        foreach (PodWorker worker in workers.Where(worker => !worker.Ended.IsCompleted))
        {
            TimeSpan grace = PodWorker.Grace(worker.Pod);
            if (leaveRunning) worker.Abandon();
            else worker.Stop(grace < LongestShutdown ? grace : LongestShutdown, end);
        }

        await Task.WhenAll(workers.Select(worker => worker.Ended)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        foreach (PodWorker worker in _workers.Values) worker.Dispose();
        _changed.Dispose();
    }

    private async Task CareAsync(JsonObject pod)
    {
        PodWorker? worker = WorkerOf(pod);
        if (worker is null && !pod.IsTerminal()) worker = Begin(pod);
        if (!pod.IsDying()) return;
        if (worker is { Ended.IsCompleted: false }) worker.Delete(PodWorker.Grace(pod));
        else if (_finished.Add(pod.Uid())) await PodWorker.FinishDeletionAsync(_context.Client, pod);
    }

    private PodWorker Begin(JsonObject pod)
    {
        lock (_gate) return _workers[pod.Uid()] = new PodWorker(_context, pod);
    }

    private PodWorker? WorkerOf(JsonObject pod)
    {
        lock (_gate) return _workers.GetValueOrDefault(pod.Uid());
    }

    /// <summary>The pods that have a worker, and those of which only a folder is left.</summary>
    private List<string> Known()
    {
        lock (_gate) return [.. _workers.Keys.Union(Directory.EnumerateDirectories(_context.Folder).Select(path => Path.GetFileName(path)))];
    }

    /// <summary>The object is gone: so goes what ran for it, at once, and then its folder.</summary>
    private void Clear(string uid)
    {
        PodWorker? worker;
        lock (_gate) worker = _workers.GetValueOrDefault(uid);
        worker?.Stop(TimeSpan.Zero, new PodEnd(null, null));
        if (worker is { Ended.IsCompleted: false }) return;
        PodFolder folder = new(Path.Combine(_context.Folder, uid));
        if (worker is null) KillLeftovers(folder);
        if (Directory.Exists(folder.Root)) Directory.Delete(folder.Root, recursive: true);
        lock (_gate) _workers.Remove(uid);
        _finished.Remove(uid);
        worker?.Dispose();
    }

    private static void KillLeftovers(PodFolder folder)
    {
        string containers = Path.Combine(folder.Root, "containers");
        if (!Directory.Exists(containers)) return;
        foreach (string attempt in Directory.EnumerateDirectories(containers).SelectMany(Directory.EnumerateDirectories))
            ContainerProcess.Find(attempt)?.Kill();
    }
}
