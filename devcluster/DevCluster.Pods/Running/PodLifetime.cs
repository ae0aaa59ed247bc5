namespace DevCluster.Pods.Running;

/// <summary>The three ends of a pod: it is asked to stop, its grace is over, or the runner leaves it alone.</summary>
internal sealed class PodLifetime : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _graceOver = new();
    private readonly CancellationTokenSource _life = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _killAt = DateTimeOffset.MaxValue;

    public CancellationToken Stopping => _stopping.Token;

    public CancellationToken GraceOver => _graceOver.Token;

    /// <summary>Ends when the runner goes and leaves the processes running.</summary>
    public CancellationToken Life => _life.Token;

    public bool IsStopping => _stopping.IsCancellationRequested;

    /// <summary>A second call can only shorten the grace.</summary>
    public void Stop(TimeSpan grace)
    {
        lock (_gate)
        {
            DateTimeOffset killAt = DateTimeOffset.UtcNow + grace;
            if (killAt >= _killAt) return;
            _killAt = killAt;
            _graceOver.CancelAfter(grace);
        }

        _stopping.Cancel();
    }

    public void Abandon()
    {
        _life.Cancel();
        _stopping.Cancel();
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _graceOver.Dispose();
        _life.Dispose();
    }
}
