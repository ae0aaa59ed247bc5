using System.Net;
using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>Takes one pod from its volumes to its end.</summary>
internal sealed class PodWorker : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly RunnerContext _context;
    private readonly JsonObject _pod;
    private readonly PodBoard _board;
    private readonly PodLifetime _lifetime = new();
    private readonly CancellationTokenSource _busy = new();
    private bool _isDeleted;

    public PodWorker(RunnerContext context, JsonObject pod)
    {
        _context = context;
        _pod = pod;
        _board = new PodBoard(context, pod);
        Ended = Task.Run(RunAsync);
    }

    public Task Ended { get; }

    public JsonObject Pod => _pod;

    /// <summary>The pod is being deleted: stop it, then finish the deletion.</summary>
    public void Delete(TimeSpan grace)
    {
        _isDeleted = true;
        _lifetime.Stop(grace);
    }

    /// <summary>Stops the pod for a reason of the runner's own.</summary>
    public void Stop(TimeSpan grace, PodEnd end)
    {
        if (!Ended.IsCompleted) _board.End ??= end;
        _lifetime.Stop(grace);
    }

    /// <summary>Leaves the processes running for the next runner.</summary>
    public void Abandon() => _lifetime.Abandon();

    /// <summary>Whether a run of a container will write no more.</summary>
    public bool IsOver(string container, int attempt)
        => Ended.IsCompleted || _board.State(container) is var state && (state.Restarts > attempt || state.ExitCode is not null);

    public void Dispose()
    {
        _lifetime.Dispose();
        _board.Dispose();
        _busy.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await _board.PublishAsync(_lifetime.Life);
            Task deadline = WatchDeadlineAsync();
            Task tokens = await PrepareVolumesAsync();
            if (await RunInitAsync())
                await Task.WhenAll(_pod.Items("spec", "containers").Select(container => Runner(container).RunAsync(isInit: false)));
            await _busy.CancelAsync();
            await Task.WhenAll(deadline, tokens);
        }
        catch (OperationCanceledException)
        {
            // Stopped before everything had started, or left alone.
            await _busy.CancelAsync();
        }

        catch (Exception broken)
        {
            // Said in the pod's status, the one place where its owner looks.
            _board.End ??= new PodEnd("PodRunnerFailed", broken.Message);
        }

        if (!_lifetime.Life.IsCancellationRequested) await FinishAsync();
    }

    private ContainerRunner Runner(JsonObject container) => new(_context, _pod, container, _board, _lifetime);

    private async Task<bool> RunInitAsync()
    {
        foreach (JsonObject container in _pod.Items("spec", "initContainers"))
            if ((await Runner(container).RunAsync(isInit: true)).ExitCode != 0) return false;
        return true;
    }

    /// <summary>Writes the volumes and goes on renewing the tokens in them.</summary>
    private async Task<Task> PrepareVolumesAsync()
    {
        var folder = PodFolder.Of(_context.Folder, _pod);
        PrivateFiles.CreateFolder(folder.Root);
        string? said = null;
        while (true)
        {
            string problem;
            try
            {
                var plan = VolumePlan.Of(_pod, await References.ReadAsync(_context.Client, _pod, _lifetime.Stopping), folder);
                VolumeWriter.Write(plan);
                DateTimeOffset? again = await _context.Volumes.WriteTokensAsync(_pod, plan, _lifetime.Stopping);
                return again is null ? Task.CompletedTask : RenewAsync(plan, again.Value);
            }
            catch (Exception notYet) when (notYet is ConfigurationProblem or ClusterException or HttpRequestException)
            {
                problem = notYet.Message;
            }

            if (said != problem) await _context.Events.WriteAsync(_pod, "Pod", "v1", "Warning", "FailedMount", problem, _lifetime.Life);
            said = problem;
            await Task.Delay(Retry, _lifetime.Stopping);
        }
    }

    private async Task RenewAsync(VolumePlan plan, DateTimeOffset due)
    {
        while (!_busy.IsCancellationRequested)
        {
            TimeSpan wait = due - _context.Time.GetUtcNow();
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _context.Time, _busy.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_busy.IsCancellationRequested) return;
            try
            {
                due = await _context.Volumes.WriteTokensAsync(_pod, plan, _busy.Token) ?? due;
            }
            catch (Exception notYet) when (notYet is ClusterException or HttpRequestException or OperationCanceledException)
            {
                due = _context.Time.GetUtcNow() + Retry;
            }
        }
    }

    private async Task WatchDeadlineAsync()
    {
        if (_pod.Number("spec", "activeDeadlineSeconds") is not { } seconds) return;
        TimeSpan left = _board.StartTime.AddSeconds(seconds) - _context.Time.GetUtcNow();
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, _busy.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_busy.IsCancellationRequested) Stop(Grace(_pod), new PodEnd("DeadlineExceeded", "Pod was active on the node longer than the specified deadline"));
    }

    private async Task FinishAsync()
    {
        bool unfinished = _pod.Items("spec", "containers").Any(container => _board.State(container.Text("name")!).ExitCode is null);
        if (unfinished && _lifetime.IsStopping) _board.End ??= new PodEnd(null, null);
        await _board.PublishAsync(CancellationToken.None);
        if (_isDeleted) await FinishDeletionAsync(_context.Client, _pod);
    }

    public static TimeSpan Grace(JsonObject pod)
        => TimeSpan.FromSeconds(pod.Number("metadata", "deletionGracePeriodSeconds") ?? pod.Number("spec", "terminationGracePeriodSeconds") ?? 30);

    /// <summary>The second half of a graceful deletion: nothing of the pod runs any more.</summary>
    public static async Task FinishDeletionAsync(ClusterClient client, JsonObject pod)
    {
        JsonObject options = new() { ["gracePeriodSeconds"] = 0, ["preconditions"] = new JsonObject { ["uid"] = pod.Uid() } };
        try
        {
            await client.DeleteAsync(Paths.Pod(pod.Namespace(), pod.Name()), options, CancellationToken.None);
        }
        catch (Exception gone) when (gone is ClusterException { Code: HttpStatusCode.Conflict } or HttpRequestException)
        {
            // Another pod of the same name, or no server: the runner's next look finds what is left to do.
        }
    }
}
