namespace DevCluster.Pods.Api;

/// <summary>Says that something changed; many changes before a look are one.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);
    private readonly Lock _gate = new();

    public void Set()
    {
        lock (_gate)
            if (_set.CurrentCount == 0) _set.Release();
    }

    /// <summary>Returns when set, or after a time.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken ct) => _set.WaitAsync(longest, ct);

    public void Dispose() => _set.Dispose();
}
